import type { ComplaintType } from './statuses.js';

/**
 * The 管理办公室 (区政务服务中心), written where a department's code may stand too: it convenes meetings, and may lead a complex
 * matter itself. No department has this code.
 */
export const OFFICE = 'office';

/** Whether the office leads the matter itself. A case that is complex no more has a lead on record only. */
export function officeLeads({
  type,
  leadDepartment,
}: {
  readonly type: ComplaintType | null;
  readonly leadDepartment: string | null;
}): boolean {
  return type === 'complex' && leadDepartment === OFFICE;
}
