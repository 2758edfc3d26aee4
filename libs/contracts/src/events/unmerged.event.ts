import { z } from 'zod';
import { uuid } from '../primitives.js';

/** A merge was undone: the case stands where it stood before. */
export const unmerged = z.strictObject({
  from: uuid,
});
