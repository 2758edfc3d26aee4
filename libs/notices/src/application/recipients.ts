import { CitizenContacts } from '@bancheng/casebook';
import type { SkipReason } from '@bancheng/contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { findAddress } from '../infrastructure/addresses.repository.js';
import type { Notice } from './notice.js';

export type Told = Pick<Notice, 'caseId' | 'jurisdiction' | 'recipient' | 'department'>;

/** Where somebody is reached, or why nowhere. */
export type Whereabouts = { address: string } | { address: null; because: SkipReason };

/** Looks up where a recipient is reached at the moment of asking: our own people's mailbox, the citizen's phone. */
@Injectable()
export class Recipients {
  constructor(private readonly citizens: CitizenContacts) {}

  async find(tx: EntityManager, told: Told): Promise<Whereabouts> {
    const { jurisdiction, recipient, department } = told;
    if (recipient === 'citizen') return this.citizen(tx, told.caseId);
    const found = await findAddress(tx, { jurisdiction, recipient, department: department ?? '' });
    return found?.email ? { address: found.email } : { address: null, because: 'no-address' };
  }

  private async citizen(tx: EntityManager, caseId: string): Promise<Whereabouts> {
    const contact = (await this.citizens.of(tx, [caseId])).get(caseId);
    if (contact?.phone) return { address: contact.phone };
    return { address: null, because: contact?.anonymous ? 'anonymous' : 'no-address' };
  }
}
