import { REWORK_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { detail } from './detail.js';

/** A case clock that a new round of handling starts, and the clock of the round before, which stays on record. */
export const reworkClock = {
  /** 1 for the first rework. */
  round: z.int().positive(),
  clockId: z.string(),
  /** Null for what had been declined or withdrawn before its acceptance. */
  previousClockId: z.string().nullable(),
  /** The round's 问题类型; rounds opened by older builds kept the matter's own. */
  type: z.enum(REWORK_TYPES).exactOptional(),
};

/** 重办: 不满意 opened a new round with a new clock (三(五)). */
export const reworkOpened = detail(reworkClock, {
  round: 1,
  clockId: 'case:2',
  previousClockId: 'case',
  type: 'general',
});
