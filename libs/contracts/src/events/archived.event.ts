import { z } from 'zod';
import { RETENTION_PERIODS } from '../primitives.js';
import { detail } from './detail.js';

/** 立卷归档: the case's file has its catalogue number; absent classes are recorded with a reason (三(六)). */
export const archived = detail(
  {
    catalogueNumber: z.string(),
    retention: z.enum(RETENTION_PERIODS),
    absentClasses: z.array(z.string()),
  },
  { catalogueNumber: 'x', retention: '10-years', absentClasses: [] },
);
