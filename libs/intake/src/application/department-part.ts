import { seesWholeCase, type SharedText } from '@bancheng/casebook';
import type { CaseClock } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import type { ActRecord } from '../infrastructure/cases.js';

/** Acts about the case itself, which each of its departments sees. */
const ACTS_FOR_ALL: readonly string[] = [
  'registered',
  'amended',
  'accepted',
  'withdrawn',
  'graded',
  'closed',
  'archived',
];

/** What an act's detail may say of departments. */
interface DepartmentDetail {
  department?: string | null;
  departments?: string[];
  leadDepartment?: string;
  dispatches?: { dispatchId: string; department: string }[];
}

/** The department whose part alone the actor sees; null for those who see the whole case. */
export function departmentOf(actor: Actor): string | null {
  return seesWholeCase(actor) ? null : actor.department;
}

/** The clocks a department sees: the case's own and those of its dispatches. */
export function clocksFor<C extends Pick<CaseClock, 'department'>>(
  clocks: readonly C[],
  department: string | null,
): C[] {
  return clocks.filter((clock) => department === null || clock.department === null || clock.department === department);
}

/** The acts a department sees: the case's own and those about itself, the latter without the other departments' shares. */
export function actsFor(acts: readonly ActRecord[], department: string | null): ActRecord[] {
  if (department === null) return [...acts];
  return acts
    .filter((act) => ACTS_FOR_ALL.includes(act.kind) || concerns(act.detail, department))
    .map((act) => ({ ...act, detail: ownShare(act.detail, department), clocks: clocksFor(act.clocks, department) }));
}

/** The texts a department sees: those of its own dispatches. */
export function textsFor(
  texts: readonly SharedText[],
  acts: readonly ActRecord[],
  department: string | null,
): readonly SharedText[] {
  if (department === null) return texts;
  const dispatches = acts.flatMap((act) => (act.detail as DepartmentDetail).dispatches ?? []);
  const own = dispatches.filter((one) => one.department === department).map((one) => one.dispatchId);
  return texts.filter((text) => text.ref !== null && own.includes(text.ref));
}

function concerns(detail: DepartmentDetail, department: string): boolean {
  return (
    detail.department === department ||
    detail.leadDepartment === department ||
    detail.departments?.includes(department) === true
  );
}

function ownShare(detail: DepartmentDetail, department: string): Record<string, unknown> {
  return {
    ...detail,
    ...(detail.departments && { departments: [department] }),
    ...(detail.dispatches && { dispatches: detail.dispatches.filter((one) => one.department === department) }),
  };
}
