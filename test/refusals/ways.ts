import { OFFICE, type ActKind, type CaseStatus, type ClockKind } from '@bancheng/domain';
import type { EngineSteps } from './engine-steps.js';
import type { Matter } from './matter.js';

/** Brings a registered case to where it is to be asked. */
type Way = (matter: Matter, engine: EngineSteps) => Promise<void>;

const BOTH = { departments: ['scjg', 'rs'], requirement: 'five-working-days', lead: null };
const ONE = { ...BOTH, departments: ['scjg'] };

/** Acts one after the other, each with its choice. */
const acts =
  (...each: (ActKind | [ActKind, (matter: Matter) => object])[]): Way =>
  async (matter) => {
    for (const act of each) {
      const [kind, choice] = typeof act === 'string' ? [act, () => ({})] : act;
      await matter.must(kind, choice(matter));
    }
  };
const step =
  (name: 'openFollowUp' | 'openRework' | 'closeCase' | 'archiveCase'): Way =>
  (matter, engine) =>
    engine.must(name, matter);
const both =
  (...ways: Way[]): Way =>
  async (matter, engine) => {
    for (const way of ways) await way(matter, engine);
  };

const slip =
  (department: string) =>
  ({ rows }: Matter) => ({ slip: rows.slips.findLast((one) => one.department === department)!.id });
const meeting = ({ rows }: Matter) => ({ meeting: rows.meetings.at(-1)!, lead: 'scjg', commitments: [3] });

const extensionOf = (kind: ClockKind): [ActKind, (matter: Matter) => object] => [
  'extensionAsked',
  ({ rows }) => ({ clock: rows.clocks.find((clock) => clock.kind === kind)!.clockId, workingDays: 8 }),
];

const accepted = (type: string) => acts(['accepted', () => ({ type })]);
const convened = both(accepted('complex'), acts('meetingConvened'));
const heldByOffice = both(convened, acts(['meetingHeld', (matter) => ({ ...meeting(matter), lead: OFFICE })]));
const held = both(convened, acts(['meetingHeld', meeting]));
const dispatched = both(accepted('general'), acts(['dispatched', () => BOTH]));
const answered = (outcome: string) => acts(['replied', (matter) => ({ ...slip('scjg')(matter), outcome })]);
const replied = both(accepted('general'), acts(['dispatched', () => ONE]), answered('solved'));
const followUp = both(replied, step('openFollowUp'));
const graded = (grade: string) => acts(['graded', () => ({ grade })]);
const followedUp = both(followUp, graded('satisfied'));
const closed = both(followedUp, step('closeCase'));

/** Ways to every status, with as much under way on them as the status allows. */
export const WAYS: Readonly<Record<CaseStatus, readonly Way[]>> = {
  registered: [acts()],
  declined: [acts(['declined', () => ({ reason: 'litigation' })])],
  answered: [acts('answeredOnTheSpot')],
  accepted: [
    both(
      accepted('simple'),
      acts(['taskForceCalled', () => ({ department: 'scjg' })], 'instructed', extensionOf('case')),
    ),
    accepted('general'),
  ],
  'meeting-convened': [convened],
  // A termination waits for the leader.
  'meeting-held': [
    both(held, acts('instructed', extensionOf('commitment'))),
    both(heldByOffice, acts('terminationAsked')),
  ],
  dispatched: [
    both(accepted('general'), acts(['dispatched', () => ONE])),
    both(
      dispatched,
      acts(['signed', slip('scjg')], ['signed', slip('rs')], ['suspended', slip('rs')]),
      acts(extensionOf('dispatch')),
      acts(['taskForceCalled', () => ({ department: 'scjg' })], 'instructed'),
    ),
    // A second return waits for the leader.
    both(
      accepted('general'),
      acts(['dispatched', () => ONE], ['returned', slip('scjg')], ['dispatched', () => ONE]),
      acts(['returned', slip('scjg')]),
    ),
    both(held, acts(['dispatched', () => BOTH]), answered('progress'), acts('meetingConvened')),
  ],
  transferred: [both(accepted('general'), acts('transferred', extensionOf('transfer')))],
  merged: [both(accepted('general'), acts('merged'))],
  withdrawn: [both(dispatched, acts('withdrawn'))],
  terminated: [both(dispatched, acts('terminationAsked', 'terminated'))],
  replied: [both(held, acts(['dispatched', () => ONE]), answered('solved')), replied],
  'follow-up': [both(followUp, acts(['contactTried', () => ({ result: 'no-answer' })]))],
  'followed-up': [followedUp],
  dissatisfied: [both(followUp, graded('dissatisfied'))],
  closed: [closed],
  archived: [both(closed, step('archiveCase'))],
};
