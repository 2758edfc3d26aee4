import type { MigrationSet } from '@bancheng/platform';
import { Notices1764570000000 } from './1764570000000-notices.js';
import { NoticesWithoutACase1764600000000 } from './1764600000000-notices-without-a-case.js';
import { OldInboxRows1764710000000 } from './1764710000000-old-inbox-rows.js';
import { Offices1764840000000 } from './1764840000000-offices.js';
import { NoticesToPeople1764860000004 } from './1764860000004-notices-to-people.js';
import { Calls1764910000001 } from './1764910000001-calls.js';

export const noticesMigrations: MigrationSet = {
  schema: 'notices',
  migrations: [
    Notices1764570000000,
    NoticesWithoutACase1764600000000,
    OldInboxRows1764710000000,
    Offices1764840000000,
    NoticesToPeople1764860000004,
    Calls1764910000001,
  ],
};
