import type { Me } from '@bancheng/contracts/http/people';
import { localDateOf } from '@bancheng/domain';
import { CLOCK, InjectDataSource, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { delegationsAmong } from '../infrastructure/delegations.js';
import { namesOf } from '../readers.js';
import { People } from './people.js';

/** Who the caller is, and who stands in for whom today. A front end asks it at login, which keeps the directory up to date. */
@Injectable()
export class ReadMe {
  constructor(
    private readonly people: People,
    @InjectDataSource('directory') private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor): Promise<Me> {
    const { subject, jurisdiction, department } = actor;
    const known = await this.people.known(actor);
    const tx = this.db.manager;
    const today = localDateOf(this.clock.now());
    const among = await delegationsAmong(tx, jurisdiction, [subject], { from: today, to: today });
    const given = among.filter(({ confirmedAt }) => confirmedAt !== null);
    const nameOf = await namesOf(
      tx,
      jurisdiction,
      given.flatMap(({ delegator, deputy }) => [delegator, deputy]),
    );
    const standIn = (of: 'delegator' | 'deputy') => (one: (typeof given)[number]) => ({
      ...{ subject: one[of], name: nameOf(one[of]), from: one.from, to: one.to },
    });
    return {
      ...{ subject, name: known?.name ?? actor.name ?? subject, roles: [...actor.roles], jurisdiction, department },
      active: known?.active ?? null,
      deputies: given.filter(({ delegator }) => delegator === subject).map(standIn('deputy')),
      onBehalfOf: given.filter(({ deputy }) => deputy === subject).map(standIn('delegator')),
    };
  }
}
