import { z } from 'zod';
import { agencyCode, uuid } from '../primitives.js';

/** The agency does not take the matter, or the clerk took it back: it is handled here again. */
export const transferReturned = z.strictObject({
  transferId: uuid,
  agency: agencyCode,
});
