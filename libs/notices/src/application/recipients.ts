import { CitizenContacts, type CitizenContact } from '@bancheng/casebook';
import type { SkipReason } from '@bancheng/contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { findAddresses, type AddressKey } from '../infrastructure/addresses.repository.js';
import type { Notice } from '../notice.js';

export type Told = Pick<Notice, 'caseId' | 'jurisdiction' | 'recipient' | 'department'>;

/** Where somebody is reached, or why nowhere. */
export type Whereabouts = { address: string } | { address: null; because: SkipReason };

/** Looks up where recipients are reached at the moment of asking: our own people's mailboxes, the citizens' phones. */
@Injectable()
export class Recipients {
  constructor(private readonly citizens: CitizenContacts) {}

  async find(tx: EntityManager, told: Told): Promise<Whereabouts> {
    const [found] = await this.findAll(tx, [told]);
    return found!;
  }

  /** One answer for each, in their order. */
  async findAll(tx: EntityManager, all: readonly Told[]): Promise<Whereabouts[]> {
    const cases = all.flatMap(({ recipient, caseId }) => (recipient === 'citizen' && caseId !== null ? [caseId] : []));
    const contacts = await this.citizens.of(tx, cases);
    const keys = all.flatMap((told) => keyOf(told) ?? []);
    const emails = new Map((await findAddresses(tx, keys)).map((row) => [nameOf(row), row.email]));
    return all.map((told) => {
      const key = keyOf(told);
      return key === null ? phoneOf(contacts.get(told.caseId ?? '')) : mailboxOf(emails.get(nameOf(key)));
    });
  }
}

/** Null for a citizen, who has no mailbox with us. */
function keyOf({ jurisdiction, recipient, department }: Told): AddressKey | null {
  return recipient === 'citizen' ? null : { jurisdiction, recipient, department: department ?? '' };
}

function nameOf({ jurisdiction, recipient, department }: AddressKey): string {
  return [jurisdiction, recipient, department].join('/');
}

function mailboxOf(email: string | null | undefined): Whereabouts {
  return email ? { address: email } : { address: null, because: 'no-address' };
}

function phoneOf(contact: CitizenContact | undefined): Whereabouts {
  if (contact?.phone) return { address: contact.phone };
  return { address: null, because: contact?.anonymous ? 'anonymous' : 'no-address' };
}
