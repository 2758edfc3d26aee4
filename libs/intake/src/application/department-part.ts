import { seesWholeCase, type ActRecord, type SharedText } from '@bancheng/casebook';
import { actsThat, type CaseClock } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';

/** Acts about the case itself, which each of its departments sees. */
const ACTS_FOR_ALL = actsThat(({ departments }) => departments === 'all');

/** What an act's detail may say of departments. */
interface DepartmentDetail {
  department?: string | null;
  departments?: string[];
  leadDepartment?: string;
  dispatches?: { dispatchId: string; department: string }[];
  commitments?: { commitmentId: string; department: string }[];
  instructionId?: string;
  /** Of a call to the department's 首席代表 (站台). */
  callId?: string;
}

/** The department whose part alone the actor sees; null for those who see the whole case. */
export function departmentOf(actor: Actor): string | null {
  return seesWholeCase(actor) ? null : actor.department;
}

/** The clocks a department sees: the case's own and those that bind it. */
export function clocksFor<C extends Pick<CaseClock, 'department'>>(
  clocks: readonly C[],
  department: string | null,
): C[] {
  return clocks.filter((clock) => department === null || clock.department === null || clock.department === department);
}

/**
 * The acts a department sees: the case's own and those about itself, the latter without the other departments' shares. Of those after
 * `seenUntil`, the act that ended its part in the case, only what is addressed to it, such as a 批示.
 */
export function actsFor(
  acts: readonly ActRecord[],
  department: string | null,
  seenUntil: number | null = null,
): ActRecord[] {
  if (department === null) return [...acts];
  return acts
    .filter((act) => seenUntil === null || act.seq <= seenUntil || act.detail['department'] === department)
    .filter((act) => ACTS_FOR_ALL.includes(act.kind) || concerns(act.detail, department))
    .map((act) => ({ ...act, detail: ownShare(act.detail, department), clocks: clocksFor(act.clocks, department) }));
}

/** The texts a department sees: of its own dispatches, 议定事项 and calls to the window (站台), and of the 批示 given to it. */
export function textsFor(
  texts: readonly SharedText[],
  acts: readonly ActRecord[],
  department: string | null,
): readonly SharedText[] {
  if (department === null) return texts;
  const own = acts.flatMap((act) => ownRefs(act.detail, department));
  return texts.filter((text) => text.ref !== null && own.includes(text.ref));
}

function ownRefs(detail: DepartmentDetail, department: string): string[] {
  const { dispatches = [], commitments = [] } = detail;
  const parts = [
    ...dispatches.map((one) => ({ ref: one.dispatchId, department: one.department })),
    ...commitments.map((one) => ({ ref: one.commitmentId, department: one.department })),
    { ref: detail.instructionId, department: detail.department },
    { ref: detail.callId, department: detail.department },
  ];
  return parts.flatMap(({ ref, department: whose }) => (ref !== undefined && whose === department ? [ref] : []));
}

function concerns(detail: DepartmentDetail, department: string): boolean {
  return (
    detail.department === department ||
    detail.leadDepartment === department ||
    detail.departments?.includes(department) === true ||
    detail.commitments?.some((one) => one.department === department) === true
  );
}

function ownShare(detail: DepartmentDetail, department: string): Record<string, unknown> {
  return {
    ...detail,
    ...(detail.departments && { departments: [department] }),
    ...(detail.dispatches && { dispatches: detail.dispatches.filter((one) => one.department === department) }),
    ...(detail.commitments && { commitments: detail.commitments.filter((one) => one.department === department) }),
  };
}
