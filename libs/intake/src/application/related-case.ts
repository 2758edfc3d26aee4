import type { RelatedComplaint } from '@bancheng/casebook';
import type { RelatedCase } from '@bancheng/contracts/http/duplicates';
import { STATUS_LABELS } from '@bancheng/contracts/http/labels';

/** A case as one line beside another one; the caller has made sure that the reader may see it. */
export function toRelatedCase({ id, number, status, registeredAt }: RelatedComplaint): RelatedCase {
  return { complaintId: id, number, status, statusLabel: STATUS_LABELS[status], registeredAt };
}
