import type { ActKind } from '@bancheng/domain';

/** What an act may do to the clocks of a case beside ending, stopping and adding those of its own. */
type Power = 'starts-round' | 'moves-deadline' | 'warns';

/**
 * The powers of every act, written down anew and not read from the domain, whose descriptions the walks are to prove. A new
 * act does not compile until it is decided here what it may do.
 */
export const POWERS: Readonly<Record<ActKind, Power | null>> = {
  registered: null,
  declined: null,
  answeredOnTheSpot: 'starts-round',
  accepted: 'starts-round',
  acceptanceOverdueTold: 'warns',
  handedOver: null,
  amended: null,
  noteAdded: null,
  deadlinesReprojected: 'moves-deadline',
  withdrawn: null,
  repeatFlagged: null,
  merged: null,
  unmerged: null,
  taskForceCalled: null,
  taskForceReported: null,
  meetingConvened: null,
  meetingHeld: null,
  meetingChanged: null,
  meetingCancelled: null,
  commitmentEnded: null,
  dispatched: null,
  signed: null,
  signReminded: 'warns',
  returned: 'moves-deadline', // a clock that stood still runs on
  returnRuled: null,
  recalled: null,
  transferred: null,
  transferAcknowledged: null,
  transferReturned: 'moves-deadline', // a clock that stood still runs on
  transferAnswered: null,
  yellowWarned: 'warns',
  redWarned: 'warns',
  urged: 'warns',
  instructed: null,
  instructionAnswered: null,
  replied: 'moves-deadline', // a clock that stood still runs on
  extensionAsked: null,
  extensionWithdrawn: null,
  extensionDecided: 'moves-deadline',
  suspended: null,
  resumed: 'moves-deadline', // a clock that stood still runs on
  followUpOpened: null,
  followUpAssigned: null,
  contactTried: null,
  graded: null,
  reworkOpened: 'starts-round',
  dissatisfactionRuled: 'starts-round',
  closed: null,
  rated: null,
  reopened: 'starts-round',
  archived: null,
};
