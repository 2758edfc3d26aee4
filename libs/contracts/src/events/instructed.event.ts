import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 批示: a leader's instruction on the case, to a department or, with null, to the clerk; on a 督办单 where it answers one. */
export const instructed = detail(
  {
    instructionId: uuid,
    department: departmentCode.nullable(),
    noticeId: uuid.nullable(),
  },
  { instructionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', noticeId: null },
);
