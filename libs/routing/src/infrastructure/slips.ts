import { seesWholeCase } from '@bancheng/casebook';
import type { Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dispatchNotFound } from '../routing.problems.js';
import { DispatchEntity } from './dispatch.entity.js';

/** Dispatch slips as an actor may find them. */
@Injectable()
export class Slips {
  /**
   * A slip the actor may read: all of the jurisdiction for those who see whole cases, else the own department's.
   * @throws Problem 404
   */
  async readable(tx: EntityManager, id: string, actor: Actor): Promise<DispatchEntity> {
    const slip = await tx.findOneBy(DispatchEntity, { id, jurisdiction: actor.jurisdiction });
    if (slip === null || !(seesWholeCase(actor) || slip.department === actor.department)) throw dispatchNotFound();
    return slip;
  }

  /** A slip the actor's department has to answer. @throws Problem 404 */
  async own(tx: EntityManager, id: string, actor: Actor): Promise<DispatchEntity> {
    const { jurisdiction, department } = actor;
    const slip = department === null ? null : await tx.findOneBy(DispatchEntity, { id, jurisdiction, department });
    if (slip === null) throw dispatchNotFound();
    return slip;
  }

  /** A slip the actor may act on for its department: that department itself, or the clerk. @throws Problem 404 */
  handled(tx: EntityManager, id: string, actor: Actor): Promise<DispatchEntity> {
    return actor.roles.includes('clerk') ? this.readable(tx, id, actor) : this.own(tx, id, actor);
  }

  /** All slips of a case; under its lock this is how things stand. */
  ofCase(tx: EntityManager, caseId: string): Promise<DispatchEntity[]> {
    return tx.find(DispatchEntity, { where: { caseId }, order: { sentAt: 'asc', id: 'asc' } });
  }
}
