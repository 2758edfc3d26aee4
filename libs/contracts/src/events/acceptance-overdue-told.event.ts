import { z } from 'zod';

/** Neither accepted nor declined within one working day: the leader is told. */
export const acceptanceOverdueTold = z.strictObject({});
