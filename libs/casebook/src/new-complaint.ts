import type { ActDetail } from '@bancheng/contracts';
import type { Reporter } from '@bancheng/domain';
import type { Complaint } from './complaint.js';

/** What only `readParticulars` gives out again. Name and contacts are null for an anonymous report. */
export interface NewParticulars {
  name: string | null;
  reporter: Reporter;
  phone: string | null;
  /** As it was given; null where a build before kept the number alone. */
  phoneGiven: string | null;
  otherContact: string | null;
  /** 情况记录 */
  record: string;
  /** 诉求 */
  claim: string;
  /** 意见建议 */
  suggestions: string | null;
  serviceItem: string | null;
  serviceItemName: string | null;
  applicationNumber: string | null;
  /** The name in each entry of the case's `accused`, in the same order. */
  accusedPersons: (string | null)[];
}

/** A matter as registration makes it; the rest of the row is given by the casebook. */
export interface NewComplaint {
  complaint: Omit<Complaint, 'number' | 'jurisdiction' | 'status' | 'mergedInto' | 'policyVersion' | 'seq'>;
  particulars: NewParticulars;
  detail: ActDetail<'registered'>;
}
