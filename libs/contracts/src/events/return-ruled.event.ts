import { z } from 'zod';
import { departmentCode, subjectId, uuid } from '../primitives.js';
import { sentSlip } from './dispatched.event.js';
import { detail } from './detail.js';

/**
 * A leader ruled on a second return: `ruledDepartment` takes the matter. `dispatches` is the slip sent in place of the
 * returned one; empty when the return was refused, or the matter is to be transferred (帮办代办). `departments` are all that now
 * have one.
 */
export const returnRuled = detail(
  {
    dispatchId: uuid,
    department: departmentCode,
    /** Null: 帮办代办 is to take it; the slip ended as returned. */
    ruledDepartment: departmentCode.nullable(),
    dispatches: z.array(sentSlip).max(1),
    departments: z.array(departmentCode),
    /** The leader for whom a deputy ruled. */
    onBehalfOf: subjectId.exactOptional(),
  },
  {
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    ruledDepartment: 'scjg',
    dispatches: [],
    departments: ['scjg'],
  },
);
