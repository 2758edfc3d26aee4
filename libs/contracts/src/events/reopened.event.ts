import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { reworkClock } from './rework-opened.event.js';

/**
 * A closed case is taken up again within the window for it, with a clock of its own linked to the last; `round` is the one
 * that was closed.
 */
export const reopened = z.strictObject({
  ...reworkClock,
  type: z.enum(COMPLAINT_TYPES),
  /** Null for what had been declined or withdrawn before its acceptance. */
  previousClockId: z.string().nullable(),
});
