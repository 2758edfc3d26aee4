import { z } from 'zod';
import { agencyCode, uuid } from '../primitives.js';

/** The agency confirmed that it has the matter. */
export const transferAcknowledged = z.strictObject({
  transferId: uuid,
  agency: agencyCode,
});
