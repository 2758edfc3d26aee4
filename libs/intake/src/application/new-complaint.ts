import { personsOf, unitsOf, type NewComplaint } from '@bancheng/casebook';
import type { ActDetail } from '@bancheng/contracts';
import type { RegisterBody } from '@bancheng/contracts/http/registration';
import {
  ACCEPTANCE_CLOCK,
  acceptanceDeadline,
  accusesHall,
  startClock,
  UNASSIGNED,
  type CaseRules,
} from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import type { KeptPhone } from './phones.js';

/** A 受理单 with the phone that is kept of it. */
export type FilledSlip = Omit<RegisterBody, 'phone'> & KeptPhone;

/** How a registration came in. */
export interface Arrival {
  id: string;
  actor: Actor;
  /** When it was written: now, or at an offline station before; the clock of 受理 counts from then. UTC. */
  registeredAt: string;
  offline?: NonNullable<ActDetail<'registered'>['offline']>;
}

/**
 * 受理单 → case: registered, with one working day to be accepted or declined, and its clerk where one registered it; where the hall
 * itself is accused, a leader names the clerk.
 */
export function newComplaint(
  { id, actor, registeredAt, offline }: Arrival,
  body: FilledSlip,
  { policy, calendar }: CaseRules,
): NewComplaint {
  const { name, reporter, phone, phoneGiven, otherContact, record, claim, suggestions } = body;
  const { serviceItem = null, serviceItemName = null, applicationNumber = null } = body;
  const { channel, matterKinds, accused, anonymous, confidential } = body;
  const kind = { channel, matterKinds, anonymous, confidential };
  const acceptance = startClock(
    { ...ACCEPTANCE_CLOCK, department: null },
    registeredAt,
    acceptanceDeadline(registeredAt, policy, calendar),
  );
  return {
    complaint: {
      id,
      ...kind,
      accused: unitsOf(accused),
      type: null,
      handler: actor.roles.includes('clerk') && !accusesHall(body) ? actor.subject : UNASSIGNED,
      leadDepartment: null,
      departments: [],
      registeredAt,
      acceptedAt: null,
      closedAt: null,
      clocks: [acceptance],
      overdue: false,
    },
    particulars: {
      ...{ name, reporter, phone, phoneGiven, otherContact, record, claim, suggestions },
      ...{ serviceItem, serviceItemName, applicationNumber },
      accusedPersons: personsOf(accused),
    },
    detail: {
      ...kind,
      accusedDepartments: [...new Set(accused.flatMap(({ department }) => department ?? []))],
      accusedHall: accused.some(({ department }) => department === null),
      attachments: body.attachments.length,
      ...(serviceItem !== null && { serviceItem }),
      ...(offline && { offline }),
    },
  };
}
