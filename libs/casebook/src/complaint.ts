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
