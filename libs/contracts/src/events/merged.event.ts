import { z } from 'zod';
import { uuid } from '../primitives.js';

/** 并单: the matter goes on under the first one, `into`; it keeps its own number and clocks. */
export const merged = z.strictObject({
  into: uuid,
});
