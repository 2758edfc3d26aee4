import type { CaseFacts } from '@bancheng/contracts';
import type { CaseClock, CaseStatus, Channel, ComplaintType, HallPolicy, MatterKind } from '@bancheng/domain';

/** The case's row: what an act is judged by. No names and no texts (see `particulars.ts`). */
export interface Complaint {
  id: string;
  number: string;
  /** 行政区划 code; every reader and writer is confined to its own. */
  jurisdiction: string;
  status: CaseStatus;
  type: ComplaintType | null;
  channel: Channel;
  matterKind: MatterKind;
  accusedDepartment: string | null;
  anonymous: boolean;
  confidential: boolean;
  /** Subject of the 办理专员 who tracks the case. */
  handler: string;
  leadDepartment: string | null;
  departments: string[];
  registeredAt: string;
  acceptedAt: string | null;
  closedAt: string | null;
  clocks: CaseClock[];
  overdue: boolean;
  /** The first case that this one was merged under (并单); null where it goes its own way. */
  mergedInto: string | null;
  /** Of the policy the case is judged by, in its jurisdiction: the one in force at registration, unless re-projected. */
  policyVersion: number;
  /** Sequence of the last act; also the row's version (ETag). */
  seq: number;
}

/** What an act may change on the row beside status and clocks. */
export type ComplaintPatch = Partial<
  Pick<
    Complaint,
    'type' | 'handler' | 'leadDepartment' | 'departments' | 'acceptedAt' | 'closedAt' | 'mergedInto' | 'policyVersion'
  >
>;

/** The row as PostgreSQL gives it. */
export interface ComplaintRow {
  id: string;
  number: string;
  jurisdiction: string;
  status: CaseStatus;
  type: ComplaintType | null;
  channel: Channel;
  matter_kind: MatterKind;
  accused_department: string | null;
  anonymous: boolean;
  confidential: boolean;
  handler: string;
  lead_department: string | null;
  departments: string[];
  registered_at: Date;
  accepted_at: Date | null;
  closed_at: Date | null;
  clocks: CaseClock[];
  overdue: boolean;
  merged_into: string | null;
  policy_version: number;
  seq: number;
}

export const COMPLAINT_COLUMNS = `c.id, c.number, c.jurisdiction, c.status, c.type, c.channel, c.matter_kind,
  c.accused_department, c.anonymous, c.confidential, c.handler, c.lead_department, c.departments, c.registered_at,
  c.accepted_at, c.closed_at, c.clocks, c.overdue, c.merged_into, c.policy_version, c.seq`;

export function toComplaint(row: ComplaintRow): Complaint {
  return {
    id: row.id,
    number: row.number,
    jurisdiction: row.jurisdiction,
    status: row.status,
    type: row.type,
    channel: row.channel,
    matterKind: row.matter_kind,
    accusedDepartment: row.accused_department,
    anonymous: row.anonymous,
    confidential: row.confidential,
    handler: row.handler,
    leadDepartment: row.lead_department,
    departments: row.departments,
    registeredAt: row.registered_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    clocks: row.clocks,
    overdue: row.overdue,
    mergedInto: row.merged_into,
    policyVersion: row.policy_version,
    seq: row.seq,
  };
}

export function factsOf(
  { jurisdiction, type, departments }: Pick<Complaint, 'jurisdiction' | 'type' | 'departments'>,
  { reworkRounds }: Pick<HallPolicy, 'reworkRounds'>,
): CaseFacts {
  return { jurisdiction, type, departments, reworkRounds };
}

/** The clock by its id; undefined where the case has none. */
export function clockOf(complaint: Pick<Complaint, 'clocks'>, clockId: string): CaseClock | undefined {
  return complaint.clocks.find((clock) => clock.clockId === clockId);
}

export const ACCEPTANCE_CLOCK = 'acceptance';
/** The case's own clock from its acceptance on; each rework has one of its own. */
export const CASE_CLOCK = 'case';
export function reworkClockId(rework: number): string {
  return `${CASE_CLOCK}:${rework + 1}`;
}

/** The case clock of the present round: acceptance's, or the last rework's; undefined before acceptance. */
export function currentCaseClock(complaint: Pick<Complaint, 'clocks'>): CaseClock | undefined {
  return complaint.clocks.findLast((clock) => clock.kind === 'case');
}

export function dispatchClockId(dispatchId: string): string {
  return `dispatch:${dispatchId}`;
}
/** Of a meeting's commitment (议定事项). */
export function commitmentClockId(commitmentId: string): string {
  return `commitment:${commitmentId}`;
}
const progressClocks = (dispatchId: string) => `progress:${dispatchId}:`;
/** Of the next progress report on a slip; `turn` counts them from 1. */
export function progressClockId(dispatchId: string, turn: number): string {
  return progressClocks(dispatchId) + turn;
}
/** The clocks of a slip's progress reports, earliest first; at most the last one is open. */
export function progressClocksOf({ clocks }: Pick<Complaint, 'clocks'>, dispatchId: string): CaseClock[] {
  return clocks.filter(({ clockId }) => clockId.startsWith(progressClocks(dispatchId)));
}
const SIGN_CLOCK = 'sign:';
/** Of the reminder to sign for the slip. */
export function signClockId(dispatchId: string): string {
  return SIGN_CLOCK + dispatchId;
}
export function isSignClockId(clockId: string): boolean {
  return clockId.startsWith(SIGN_CLOCK);
}
const SUSPENSION_CLOCK = 'suspension:';
/** Of how long the slip may wait for the citizen's papers. */
export function suspensionClockId(dispatchId: string): string {
  return SUSPENSION_CLOCK + dispatchId;
}
/** The slip whose wait the clock limits. */
export function suspendedDispatchOf(clockId: string): string {
  return clockId.slice(SUSPENSION_CLOCK.length);
}
