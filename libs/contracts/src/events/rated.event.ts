import { GRADES } from '@bancheng/domain';
import { z } from 'zod';
import { detail } from './detail.js';
import { said } from './said.js';

/** The citizen rated the handling themselves, by number and query code, after the case was closed; counts once. */
export const rated = detail(
  {
    grade: z.enum(GRADES),
    ...said,
    /** Of a declined matter alone: whether the explanation given was understood. */
    explanationUnderstood: z.boolean().exactOptional(),
  },
  { grade: 'satisfied' },
);
