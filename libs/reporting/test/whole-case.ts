import type { ActDetail, CaseEvent } from '@bancheng/contracts';
import {
  ACCEPTANCE_CLOCK,
  caseClockRef,
  dispatchClock,
  endClock,
  extendClock,
  startClock,
  type ActKind,
  type CaseClock,
  type CaseStatus,
} from '@bancheng/domain';

export const CASE_ID = '0b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';
export const LEAD = '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';
export const HELPER = '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';

/** An instant of February 2026 in UTC: `at(13, 8)` is 16:00 in Shanghai on Friday the 13th. */
export function at(day: number, hour: number): string {
  return new Date(Date.UTC(2026, 1, day, hour)).toISOString();
}

function deadline(dueAt: string) {
  return { dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' };
}

/**
 * A complex case from the window to the archive: two departments, an extension granted after the helper's clock was
 * missed, progress by the lead before its conclusion.
 */
export function wholeCase(): CaseEvent[] {
  const acceptance = startClock({ ...ACCEPTANCE_CLOCK, department: null }, at(9, 1), deadline(at(10, 9)));
  const whole = startClock({ ...caseClockRef(1), department: null }, at(9, 2), deadline(at(13, 9)));
  const [lead, helper] = [
    { dispatchId: LEAD, department: 'scjg' },
    { dispatchId: HELPER, department: 'bdc' },
  ].map(({ dispatchId, department }) =>
    startClock({ ...dispatchClock(dispatchId), department }, at(10, 2), deadline(at(12, 9))),
  ) as [CaseClock, CaseClock];
  const extended = extendClock(helper, deadline(at(14, 9)), at(12, 10));
  const extension = { extensionId: CASE_ID, dispatchId: HELPER, department: 'bdc', workingDays: 1 };
  const slips = [
    { dispatchId: LEAD, department: 'scjg', requirement: 'two-working-days', lead: true, dueAt: lead.dueAt },
    { dispatchId: HELPER, department: 'bdc', requirement: 'two-working-days', lead: false, dueAt: helper.dueAt },
  ] as const;

  const events: CaseEvent[] = [];
  const add = <K extends ActKind>(
    kind: K,
    time: string,
    status: CaseStatus,
    detail: ActDetail<K>,
    clocks: CaseClock[] = [],
  ) => {
    const common = { caseId: CASE_ID, number: 'BBCS-370406-2026-00001', jurisdiction: '370406' };
    events.push({ ...common, seq: events.length + 1, kind, at: time, status, clocks, detail } as unknown as CaseEvent);
  };

  add('registered', at(9, 1), 'registered', registration, [acceptance]);
  add('accepted', at(9, 2), 'accepted', { type: 'complex' }, [endClock(acceptance, at(9, 2)), whole]);
  add('meetingConvened', at(9, 3), 'meeting-convened', { meetingId: CASE_ID, departments: ['scjg', 'bdc'] });
  add('meetingHeld', at(10, 1), 'meeting-held', { meetingId: CASE_ID, leadDepartment: 'scjg', commitments: [] });
  add('dispatched', at(10, 2), 'dispatched', { dispatches: [...slips], departments: ['scjg', 'bdc'] }, [lead, helper]);
  add('signed', at(10, 3), 'dispatched', { dispatchId: LEAD, department: 'scjg' });
  add('replied', at(11, 3), 'dispatched', reply(LEAD, 'scjg', 'progress'), [
    endClock(lead, at(11, 3)),
    endClock(whole, at(11, 3)),
  ]);
  add('extensionAsked', at(12, 8), 'dispatched', extension);
  add('extensionDecided', at(12, 10), 'dispatched', { ...extension, granted: true }, [extended]);
  add('replied', at(13, 3), 'dispatched', reply(HELPER, 'bdc', 'not-solved'), [endClock(extended, at(13, 3))]);
  add('replied', at(13, 4), 'replied', reply(LEAD, 'scjg', 'solved'));
  add('followUpOpened', at(13, 4), 'follow-up', { excluded: null });
  add('contactTried', at(13, 5), 'follow-up', { attempt: 1, result: 'no-answer', unreachable: false });
  add('graded', at(13, 6), 'followed-up', { grade: 'satisfied' });
  add('closed', at(13, 7), 'closed', {});
  add('archived', at(13, 7), 'archived', { catalogueNumber: 'x', retention: '10-years', absentClasses: [] });
  return events;
}

const registration: ActDetail<'registered'> = {
  channel: 'window',
  matterKinds: ['repeated-visits'],
  anonymous: false,
  confidential: false,
  attachments: 0,
};

function reply(dispatchId: string, department: string, outcome: ActDetail<'replied'>['outcome']): ActDetail<'replied'> {
  return { dispatchId, department, outcome, final: outcome !== 'progress', late: false };
}
