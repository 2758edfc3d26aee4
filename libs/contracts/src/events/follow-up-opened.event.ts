import { z } from 'zod';
import { FOLLOW_UP_EXCLUSIONS } from '../primitives.js';
import { detail } from './detail.js';

/** 回访 opened, or excluded with its reason (三(五)). */
export const followUpOpened = detail(
  {
    excluded: z.enum(FOLLOW_UP_EXCLUSIONS).exclude(['refused']).nullable(),
  },
  { excluded: null },
);
