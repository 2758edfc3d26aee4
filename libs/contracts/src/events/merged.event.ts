import { z } from 'zod';
import { uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 并单: the matter goes on under the first one, `into`; it keeps its own number and clocks. */
export const merged = detail(
  {
    into: uuid,
    /** The clerk's word that it is one person, with both cases read; absent from events of builds that did not record it. */
    confirmed: z.boolean().optional(),
  },
  { into: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', confirmed: false },
);
