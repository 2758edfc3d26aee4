import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { agencyCode, uuid } from '../primitives.js';

/** The agency's answer came back; the case goes on to its follow-up. */
export const transferAnswered = z.strictObject({
  transferId: uuid,
  agency: agencyCode,
  outcome: z.enum(REPLY_OUTCOMES).exclude(['progress']),
});
