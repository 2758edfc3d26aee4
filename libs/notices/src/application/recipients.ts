import { CitizenContacts, type CitizenContact } from '@bancheng/casebook';
import type { SkipReason } from '@bancheng/contracts/http/notices';
import { peopleNamed } from '@bancheng/directory';
import { takesText } from '@bancheng/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { findAddresses, type AddressKey } from '../infrastructure/addresses.repository.js';
import type { Notice } from '../notice.js';

export type Told = Pick<Notice, 'caseId' | 'jurisdiction' | 'recipient' | 'department' | 'person'>;

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
    const mailboxes = await mailboxesOf(tx, all);
    return all.map((told) => {
      if (told.person !== null) return mailboxOf(mailboxes.get(personKey(told)));
      const key = keyOf(told);
      return key === null ? phoneOf(contacts.get(told.caseId ?? '')) : mailboxOf(emails.get(nameOf(key)));
    });
  }
}

/** The mailboxes of the people among them, as the directory has them. */
async function mailboxesOf(tx: EntityManager, all: readonly Told[]): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const jurisdiction of new Set(all.map((told) => told.jurisdiction))) {
    const subjects = all.flatMap((told) => (told.jurisdiction === jurisdiction ? (told.person ?? []) : []));
    const people = await peopleNamed(tx, jurisdiction, subjects);
    for (const { subject, email } of people) found.set(personKey({ jurisdiction, person: subject }), email);
  }
  return found;
}

function personKey({ jurisdiction, person }: Pick<Told, 'jurisdiction' | 'person'>): string {
  return `${jurisdiction}/${person}`;
}

/** Null for a citizen, who has no mailbox with us, and for a person, whose is their own. */
function keyOf({ jurisdiction, recipient, department, person }: Told): AddressKey | null {
  return recipient === 'citizen' || person !== null ? null : { jurisdiction, recipient, department: department ?? '' };
}

function nameOf({ jurisdiction, recipient, department }: AddressKey): string {
  return [jurisdiction, recipient, department].join('/');
}

function mailboxOf(email: string | null | undefined): Whereabouts {
  return email ? { address: email } : { address: null, because: 'no-address' };
}

function phoneOf(contact: CitizenContact | undefined): Whereabouts {
  if (contact?.phone) {
    return takesText(contact.phone) ? { address: contact.phone } : { address: null, because: 'to-be-called' };
  }
  return { address: null, because: contact?.anonymous ? 'anonymous' : 'no-address' };
}
