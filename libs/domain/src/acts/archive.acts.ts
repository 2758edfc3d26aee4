import type { ActDescription } from './act-description.js';

/** The acts of 三(六) 立卷归档. */
export const ARCHIVE_ACTS = {
  archived: {
    label: '归档',
    from: ['closed'],
    to: ['archived'],
    papers: [],
    texts: [],
    departments: 'all',
    handles: true,
    engine: 'at-once',
    tells: false,
  },
} as const satisfies Record<string, ActDescription>;
