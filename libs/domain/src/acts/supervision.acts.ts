import { CLOCKED, OPEN, type ActDescription } from './act-description.js';
import type { CaseStatus } from '../statuses.js';

/** Statuses in which a clock may come to a warning: also that of a follow-up, or of a leader who is to rule. */
const WARNED = [...CLOCKED, 'follow-up', 'dissatisfied'] as const satisfies readonly CaseStatus[];

/** The acts of 三(四) 跟踪督办. */
export const SUPERVISION_ACTS = {
  yellowWarned: {
    label: '黄牌提醒',
    from: WARNED,
    to: 'unchanged',
    papers: ['other'],
    texts: [],
    departments: 'concerned',
    handles: true,
    engine: 'at-once',
    tells: true,
  },
  redWarned: {
    label: '红牌督办',
    from: WARNED,
    to: 'unchanged',
    papers: ['other'],
    texts: [],
    departments: 'concerned',
    handles: true,
    engine: 'at-once',
    tells: true,
  },
  /** 督办单 */
  urged: {
    label: '督办单',
    from: WARNED,
    to: 'unchanged',
    papers: ['other'],
    texts: [],
    departments: 'concerned',
    handles: true,
    engine: 'at-once',
    tells: true,
  },
  /** 领导批示 */
  instructed: {
    label: '领导批示',
    from: OPEN,
    to: 'unchanged',
    papers: ['leader-instruction'],
    texts: ['leader-instruction'],
    departments: 'concerned',
    handles: true,
    engine: 'later',
    tells: true,
  },
  /** 批示不影响办结，办结后仍须回复 */
  instructionAnswered: {
    label: '批示办理回复',
    from: [...OPEN, 'closed', 'archived'],
    to: 'unchanged',
    papers: ['leader-instruction'],
    texts: ['instruction-answer'],
    departments: 'concerned',
    handles: true,
    engine: 'later',
    tells: true,
  },
} as const satisfies Record<string, ActDescription>;
