import { z } from 'zod';
import { subjectId } from '../primitives.js';

/** The cases of an absent clerk go to another one (二(二)); subjects are opaque ids of the identity provider. */
export const handedOver = z.strictObject({
  from: subjectId,
  to: subjectId,
});
