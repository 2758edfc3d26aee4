import type { MigrationSet } from '@bancheng/platform';
import { Routing1764200000000 } from './1764200000000-routing.js';
import { Returns1764210000000 } from './1764210000000-returns.js';
import { TaskForce1764535000000 } from './1764535000000-task-force.js';
import { SupervisionAndTransfer1764570000000 } from './1764570000000-supervision-and-transfer.js';
import { SuspensionAndDelegation1764580000000 } from './1764580000000-suspension-and-delegation.js';
import { DepartmentsToCasebook1764600700000 } from './1764600700000-departments-to-casebook.js';
import { BeyondAuthority1764920000001 } from './1764920000001-beyond-authority.js';
import { ExtensionOfAnyClock1764930000000 } from './1764930000000-extension-of-any-clock.js';
import { SucceededSlips1764940300000 } from './1764940300000-succeeded-slips.js';

export const routingMigrations: MigrationSet = {
  schema: 'routing',
  migrations: [
    Routing1764200000000,
    Returns1764210000000,
    TaskForce1764535000000,
    SupervisionAndTransfer1764570000000,
    SuspensionAndDelegation1764580000000,
    DepartmentsToCasebook1764600700000,
    BeyondAuthority1764920000001,
    ExtensionOfAnyClock1764930000000,
    SucceededSlips1764940300000,
  ],
};
