import type { CaseFacts } from '@bancheng/contracts';
import type {
  AccusedUnit,
  CaseClock,
  CaseStatus,
  Channel,
  ComplaintType,
  HallPolicy,
  MatterKind,
} from '@bancheng/domain';

/** The case's row: what an act is judged by. No names and no texts (see `particulars.ts`). */
export interface Complaint {
  id: string;
  number: string;
  /** 行政区划 code; every reader and writer is confined to its own. */
  jurisdiction: string;
  status: CaseStatus;
  type: ComplaintType | null;
  channel: Channel;
  matterKinds: MatterKind[];
  /** Whom the matter is about; the names of people are particulars. */
  accused: AccusedUnit[];
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

/** Where each stands in the table. */
const COLUMNS: Readonly<Record<keyof Complaint, string>> = {
  id: 'id',
  number: 'number',
  jurisdiction: 'jurisdiction',
  status: 'status',
  type: 'type',
  channel: 'channel',
  matterKinds: 'matter_kinds',
  accused: 'accused',
  anonymous: 'anonymous',
  confidential: 'confidential',
  handler: 'handler',
  leadDepartment: 'lead_department',
  departments: 'departments',
  registeredAt: 'registered_at',
  acceptedAt: 'accepted_at',
  closedAt: 'closed_at',
  clocks: 'clocks',
  overdue: 'overdue',
  mergedInto: 'merged_into',
  policyVersion: 'policy_version',
  seq: 'seq',
};
const FIELDS = Object.keys(COLUMNS) as (keyof Complaint)[];

/** What to select of `casebook.complaint c` for a `ComplaintRow`. */
export const COMPLAINT_COLUMNS = FIELDS.map((field) => `c.${COLUMNS[field]} as "${field}"`).join(', ');

type Instants = 'registeredAt' | 'acceptedAt' | 'closedAt';

/** The row as PostgreSQL gives it: its instants are dates. */
export type ComplaintRow = Omit<Complaint, Instants> & { [K in Instants]: Date | Extract<Complaint[K], null> };

/** The case of a row; what else was selected with it is left out. */
export function toComplaint(row: ComplaintRow): Complaint {
  const values = FIELDS.map((field) => {
    const value = row[field];
    return [field, value instanceof Date ? value.toISOString() : value];
  });
  return Object.fromEntries(values) as Complaint;
}

export function factsOf(
  { jurisdiction, type, departments }: Pick<Complaint, 'jurisdiction' | 'type' | 'departments'>,
  { reworkRounds }: Pick<HallPolicy, 'reworkRounds'>,
): CaseFacts {
  return { jurisdiction, type, departments, reworkRounds };
}
