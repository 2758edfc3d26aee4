import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { reworkClock } from './rework-opened.event.js';
import { detail } from './detail.js';

/**
 * A closed case is taken up again within the window for it, with a clock of its own linked to the last; `round` is the one
 * that was closed.
 */
export const reopened = detail(
  {
    ...reworkClock,
    /** Older builds reopened with the type that the matter had. */
    type: z.enum(COMPLAINT_TYPES),
  },
  { round: 1, clockId: 'case:2', previousClockId: 'case', type: 'general' },
);
