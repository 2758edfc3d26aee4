import { z } from 'zod';
import { detail } from './detail.js';

/** The citizen got a new query code, and the one before it ended; `renewal` counts from 1. The code itself is kept nowhere. */
export const queryCodeRenewed = detail({ renewal: z.int().positive() }, { renewal: 1 });
