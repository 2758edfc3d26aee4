import { COMPLAINT_TYPES, DISSATISFACTION_RULINGS } from '@bancheng/domain';
import { z } from 'zod';
import { reworkClock } from './rework-opened.event.js';
import { detail } from './detail.js';

/** A leader ruled on a case that stayed 不满意: closed as it is, or reworked once more (三(五)). */
export const dissatisfactionRuled = detail(
  {
    decision: z.enum(DISSATISFACTION_RULINGS),
    /** The round that the ruling opened; null when it closes the case. */
    rework: z
      .strictObject({
        ...reworkClock,
        /** Older builds took up what had been declined by any type. */
        type: z.enum(COMPLAINT_TYPES).exactOptional(),
      })
      .nullable(),
  },
  { decision: 'close', rework: null },
);
