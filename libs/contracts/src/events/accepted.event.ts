import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { detail } from './detail.js';

/** 受理: the case's clock starts (三(一), 三(三)). */
export const accepted = detail(
  {
    type: z.enum(COMPLAINT_TYPES),
  },
  { type: 'general' },
);
