import type { MigrationSet } from '@bancheng/platform';
import { Casebook1764000000000 } from './1764000000000-casebook.js';
import { AddedPapers1764870000000 } from './1764870000000-added-papers.js';
import { Accused1764820000000 } from './1764820000000-accused.js';
import { Amendments1764110000000 } from './1764110000000-amendments.js';
import { DeliverFrom1764601000000 } from './1764601000000-deliver-from.js';
import { Departments1764600700000 } from './1764600700000-departments.js';
import { Notices1764575000000 } from './1764575000000-notices.js';
import { NoticesOfMerged1764600600000 } from './1764600600000-notices-of-merged.js';
import { Rooms1764700000000 } from './1764700000000-rooms.js';
import { EveryDeadline1764850200000 } from './1764850200000-every-deadline.js';
import { WrongCodes1764860000000 } from './1764860000000-wrong-codes.js';
import { NumberOrder1764880000000 } from './1764880000000-number-order.js';
import { OpenWork1764890000000 } from './1764890000000-open-work.js';
import { PhoneGiven1764910000000 } from './1764910000000-phone-given.js';
import { Successors1764940100000 } from './1764940100000-successors.js';
import { Rules1764560000000 } from './1764560000000-rules.js';
import { FoldedTexts1764810000000 } from './1764810000000-folded-texts.js';
import { Reporters1764811000000 } from './1764811000000-reporters.js';
import { MergedCases1764540000000 } from './1764540000000-merged-cases.js';
import { TextsByRef1764530000000 } from './1764530000000-texts-by-ref.js';
import { NoticesCalendar1764835000000 } from './1764835000000-notices-calendar.js';
import { Matter1764950000000 } from './1764950000000-matter.js';

export const casebookMigrations: MigrationSet = {
  schema: 'casebook',
  migrations: [
    Casebook1764000000000,
    Amendments1764110000000,
    TextsByRef1764530000000,
    MergedCases1764540000000,
    Rules1764560000000,
    Notices1764575000000,
    NoticesOfMerged1764600600000,
    Departments1764600700000,
    DeliverFrom1764601000000,
    Rooms1764700000000,
    FoldedTexts1764810000000,
    Reporters1764811000000,
    Accused1764820000000,
    EveryDeadline1764850200000,
    WrongCodes1764860000000,
    AddedPapers1764870000000,
    NumberOrder1764880000000,
    NoticesCalendar1764835000000,
    OpenWork1764890000000,
    PhoneGiven1764910000000,
    Successors1764940100000,
    Matter1764950000000,
  ],
};
