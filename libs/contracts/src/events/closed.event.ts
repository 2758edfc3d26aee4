import { z } from 'zod';

/** 办结 (三(四)). */
export const closed = z.strictObject({});
