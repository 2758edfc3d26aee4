import { UNDER_WAY, type ActDescription } from './act-description.js';

/** 终止: a matter that proves after its acceptance not to be one the window takes, ended with a leader's approval. */
export const TERMINATION_ACTS = {
  terminationAsked: {
    label: '申请终止',
    from: UNDER_WAY,
    to: 'unchanged',
    papers: ['registration-slip'],
    texts: ['termination-explanation'],
    departments: 'concerned',
    handles: true,
    engine: 'later',
    tells: true,
  },
  terminationRefused: {
    label: '不同意终止',
    from: UNDER_WAY,
    to: 'unchanged',
    papers: ['leader-instruction'],
    texts: ['leader-instruction'],
    departments: 'concerned',
    handles: true,
    engine: 'later',
    tells: true,
  },
  terminated: {
    label: '终止',
    from: UNDER_WAY,
    to: ['terminated'],
    papers: ['registration-slip', 'leader-instruction'],
    texts: ['decline-explanation', 'leader-instruction'],
    departments: 'all',
    handles: true,
    engine: 'at-once',
    tells: true,
  },
} as const satisfies Record<string, ActDescription>;
