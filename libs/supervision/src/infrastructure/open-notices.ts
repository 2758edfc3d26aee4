import { caseStands, clockIsOpen } from '@bancheng/casebook';
import { ACTS } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import type { SupervisionNoticeEntity } from './supervision-notice.entity.js';

export type OpenNotice = Pick<
  SupervisionNoticeEntity,
  'id' | 'caseId' | 'clockId' | 'department' | 'ordinal' | 'at'
> & {
  instructions: number;
};

/** Where a page begins: after this 督办单, in the order of giving. */
interface NoticePosition {
  at: string;
  id: string;
}

const OPEN_NOTICES = `
select n.id, n.case_id as "caseId", n.clock_id as "clockId", n.department, n.ordinal, n.at,
  (select count(*)::int from supervision.instruction i where i.case_id = n.case_id) as instructions
from supervision.supervision_notice n
where n.jurisdiction = $1 and (n.at, n.id) > ($2::timestamptz, $3::uuid) and ($4::text is null or n.department = $4)
  and ${caseStands('n.case_id', ACTS.urged.from)} and ${clockIsOpen('n.case_id', 'n.clock_id', 'n.due_at')}
  and not exists (select from supervision.supervision_notice later where later.case_id = n.case_id
    and later.clock_id = n.clock_id and later.due_at = n.due_at and later.ordinal > n.ordinal)
order by n.at, n.id limit $5`;

export interface NoticeSelection {
  jurisdiction: string;
  department: string | null;
  after: NoticePosition;
  limit: number;
}

/** The last 督办单 of each deadline that is still missed: its clock has neither ended nor moved. */
export async function openNotices(tx: EntityManager, selection: NoticeSelection): Promise<OpenNotice[]> {
  const { jurisdiction, department, after, limit } = selection;
  const parameters = [jurisdiction, after.at, after.id, department, limit];
  const rows = await tx.query<(Omit<OpenNotice, 'at'> & { at: Date })[]>(OPEN_NOTICES, parameters);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
