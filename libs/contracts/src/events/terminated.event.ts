import { z } from 'zod';
import { catalogueCode } from '../primitives.js';
import { detail } from './detail.js';

/** 终止: a leader approved what the clerk asked (act `askedIn`); the explanation itself stays in the casebook. */
export const terminated = detail(
  {
    reason: catalogueCode,
    /** The act that asked for it. */
    askedIn: z.int().positive(),
  },
  { reason: 'litigation', askedIn: 4 },
);
