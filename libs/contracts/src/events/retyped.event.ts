import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { instant } from '../primitives.js';
import { detail } from './detail.js';

/** 问题类型更正: the case's clock counts by another type; the reason stays in the casebook (三(三)). */
export const retyped = detail(
  {
    from: z.enum(COMPLAINT_TYPES),
    to: z.enum(COMPLAINT_TYPES),
    clockId: z.string(),
    oldDueAt: instant,
    newDueAt: instant,
    /** The new deadline had passed already. */
    overdue: z.boolean(),
  },
  {
    from: 'general',
    to: 'complex',
    clockId: 'case',
    oldDueAt: '2026-02-13T08:00:00.000Z',
    newDueAt: '2026-02-24T09:00:00.000Z',
    overdue: false,
  },
);
