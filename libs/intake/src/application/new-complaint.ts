import { searchTokensOf, type NewComplaint } from '@bancheng/casebook';
import type { ActDetail } from '@bancheng/contracts';
import type { RegisterBody } from '@bancheng/contracts/http/intake';
import { ACCEPTANCE_CLOCK, acceptanceDeadline, startClock, UNASSIGNED, type CaseRules } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';

/** How a registration came in. */
export interface Arrival {
  id: string;
  actor: Actor;
  /** When it was written: now, or at an offline station before; the clock of 受理 counts from then. UTC. */
  registeredAt: string;
  offline?: NonNullable<ActDetail<'registered'>['offline']>;
}

/** 受理单 → case: registered, with one working day to be accepted or declined, and its clerk where one registered it. */
export function newComplaint(
  { id, actor, registeredAt, offline }: Arrival,
  body: RegisterBody,
  { policy, calendar }: CaseRules,
): NewComplaint {
  const { name, phone, record, claim, suggestions } = body;
  const { channel, matterKind, accusedDepartment, anonymous, confidential } = body;
  const kind = { channel, matterKind, accusedDepartment, anonymous, confidential };
  const acceptance = startClock(
    { ...ACCEPTANCE_CLOCK, department: null },
    registeredAt,
    acceptanceDeadline(registeredAt, policy, calendar),
  );
  return {
    complaint: {
      id,
      ...kind,
      type: null,
      handler: actor.roles.includes('clerk') ? actor.subject : UNASSIGNED,
      leadDepartment: null,
      departments: [],
      registeredAt,
      acceptedAt: null,
      closedAt: null,
      clocks: [acceptance],
      overdue: false,
    },
    particulars: { name, phone, record, claim, suggestions, searchTokens: searchTokensOf(body) },
    detail: { ...kind, attachments: body.attachments.length, ...(offline && { offline }) },
  };
}
