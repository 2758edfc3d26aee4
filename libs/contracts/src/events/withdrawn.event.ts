import { z } from 'zod';
import { WITHDRAWAL_CONFIRMATIONS } from '../primitives.js';
import { detail } from './detail.js';

/** The citizen took the matter back and confirmed it: every clock ends, the case is closed and filed. */
export const withdrawn = detail(
  {
    confirmedBy: z.enum(WITHDRAWAL_CONFIRMATIONS),
  },
  { confirmedBy: 'phone' },
);
