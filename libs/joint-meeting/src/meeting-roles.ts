import type { Actor, Role } from '@bancheng/platform';

/** The 管理办公室: the 办理专员, or a leader in their place. */
const OFFICE_ROLES = ['clerk', 'leader'] as const satisfies readonly Role[];
/** Who convenes, edits and holds meetings: the office, or the department that leads the case or was named convener. */
export const CONVENER_ROLES = [...OFFICE_ROLES, 'department'] as const satisfies readonly Role[];
/** Who acts for a department. */
export const DEPARTMENT_ROLES = ['department', 'department-system'] as const satisfies readonly Role[];
/** Who reads meetings; a department those it is called to or convenes. */
export const READER_ROLES = [...OFFICE_ROLES, 'admin', ...DEPARTMENT_ROLES] as const satisfies readonly Role[];

export function isOffice({ roles }: Actor): boolean {
  return OFFICE_ROLES.some((role) => roles.includes(role));
}

/** Whether the actor reads all meetings and commitments of the jurisdiction, not only their department's. */
export function readsAll(actor: Actor): boolean {
  return isOffice(actor) || actor.roles.includes('admin');
}

/** Whether the actor convenes the meeting, and so runs it: the office any, a department its own. */
export function runs(actor: Actor, { convener }: { convener: string }): boolean {
  return isOffice(actor) || (actor.roles.includes('department') && convener === actor.department);
}
