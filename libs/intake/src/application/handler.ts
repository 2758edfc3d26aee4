import type { Complaint, ComplaintPatch } from '@bancheng/casebook';
import { UNASSIGNED } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';

/** A case of the jurisdiction's queue becomes the case of the clerk who first decides on it; any other keeps its clerk. */
export function takenBy(actor: Actor, complaint: Complaint): Pick<ComplaintPatch, 'handler'> {
  return complaint.handler === UNASSIGNED ? { handler: actor.subject } : {};
}
