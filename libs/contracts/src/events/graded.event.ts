import { GRADES } from '@bancheng/domain';
import { z } from 'zod';
import { RATERS } from '../primitives.js';
import { detail } from './detail.js';
import { said } from './said.js';

/** The citizen graded the handling; without preselection (三(五)). */
export const graded = detail(
  {
    grade: z.enum(GRADES),
    /** To the officer who called, or by number and query code; absent in events from before the latter: to the officer. */
    by: z.enum(RATERS).exactOptional(),
    ...said,
    /** Of a declined matter alone: whether the explanation given was understood. */
    explanationUnderstood: z.boolean().exactOptional(),
  },
  { grade: 'satisfied', by: 'officer', responded: true, solved: true },
);
