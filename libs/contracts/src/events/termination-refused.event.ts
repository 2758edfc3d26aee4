import { z } from 'zod';
import { detail } from './detail.js';

/** A leader did not approve 终止: the matter is handled on. */
export const terminationRefused = detail(
  {
    /** The act that asked for it. */
    askedIn: z.int().positive(),
  },
  { askedIn: 4 },
);
