import { z } from 'zod';
import { uuid } from '../primitives.js';

/** The same person reports a like matter again; `earlier` is the case before it. */
export const repeatFlagged = z.strictObject({
  earlier: uuid,
});
