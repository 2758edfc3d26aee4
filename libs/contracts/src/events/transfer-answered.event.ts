import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { agencyCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** The agency's answer came back; the case goes on to its follow-up. */
export const transferAnswered = detail(
  {
    transferId: uuid,
    agency: agencyCode,
    outcome: z.enum(REPLY_OUTCOMES).exclude(['progress']),
  },
  { transferId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', agency: 'shengting', outcome: 'solved' },
);
