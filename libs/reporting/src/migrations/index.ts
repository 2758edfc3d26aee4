import type { MigrationSet } from '@bancheng/platform';
import { Reporting1764100000000 } from './1764100000000-reporting.js';
import { Milestones1764535000000 } from './1764535000000-milestones.js';
import { SupervisionReport1764570000000 } from './1764570000000-supervision-report.js';
import { Suspensions1764580000000 } from './1764580000000-suspensions.js';
import { MergedAndRepeated1764595000000 } from './1764595000000-merged-and-repeated.js';
import { Outcomes1764599000000 } from './1764599000000-outcomes.js';
import { OldInboxRows1764710000000 } from './1764710000000-old-inbox-rows.js';
import { Verdicts1764850100000 } from './1764850100000-verdicts.js';
import { LedgerColumns1764850300000 } from './1764850300000-ledger-columns.js';
import { Ratings1764590000000 } from './1764590000000-ratings.js';
import { OriginalType1764830000000 } from './1764830000000-original-type.js';
import { WindowReplies1764920000000 } from './1764920000000-window-replies.js';
import { OverdueTakenBack1764940000000 } from './1764940000000-overdue-taken-back.js';

export const reportingMigrations: MigrationSet = {
  schema: 'reporting',
  migrations: [
    Reporting1764100000000,
    Milestones1764535000000,
    SupervisionReport1764570000000,
    Suspensions1764580000000,
    Ratings1764590000000,
    MergedAndRepeated1764595000000,
    Outcomes1764599000000,
    OldInboxRows1764710000000,
    Verdicts1764850100000,
    LedgerColumns1764850300000,
    OriginalType1764830000000,
    WindowReplies1764920000000,
    OverdueTakenBack1764940000000,
  ],
};
