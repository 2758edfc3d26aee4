import { z } from 'zod';
import { reworkClock } from './rework-opened.event.js';

/** A closed case is taken up again within the window for it, with a clock of its own linked to the last. */
export const reopened = z.strictObject({
  ...reworkClock,
});
