import { DECLINE_REASONS } from '@bancheng/domain';
import { z } from 'zod';
import { detail } from './detail.js';

/** The matter is not one the window takes (二(三)); the explanation itself stays in the casebook. */
export const declined = detail(
  {
    reason: z.enum(DECLINE_REASONS),
  },
  { reason: 'litigation' },
);
