import type { Complaint, ComplaintPatch } from '@bancheng/casebook';
import { namesOf } from '@bancheng/directory';
import { UNASSIGNED } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** A case of the jurisdiction's queue becomes the case of the clerk who first decides on it; any other keeps its clerk. */
export function takenBy(actor: Actor, complaint: Complaint): Pick<ComplaintPatch, 'handler'> {
  return complaint.handler === UNASSIGNED ? { handler: actor.subject } : {};
}

/** What to call the handlers of these cases; null for a case that no clerk has taken. */
export async function handlerNames(
  tx: EntityManager,
  jurisdiction: string,
  complaints: readonly Pick<Complaint, 'handler'>[],
): Promise<(handler: string) => string | null> {
  const handlers = complaints.map(({ handler }) => handler);
  const nameOf = await namesOf(tx, jurisdiction, handlers);
  return (handler) => (handler === UNASSIGNED ? null : nameOf(handler));
}
