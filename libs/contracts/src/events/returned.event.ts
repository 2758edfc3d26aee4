import { z } from 'zod';
import { catalogueCode, departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 退回: the matter is not the department's. `toLeader`: it was returned before, so a leader rules and the slip stays open. */
export const returned = detail(
  {
    dispatchId: uuid,
    department: departmentCode,
    /** Null: beyond local authority (超出本级权限), no department's; such a return is not counted as one to a wrong department. */
    proposedDepartment: departmentCode.nullable(),
    /** A code of the hall's `return-reasons`, where the department chose one. */
    reasonCode: catalogueCode.exactOptional(),
    toLeader: z.boolean(),
  },
  { dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', proposedDepartment: 'bdc', toLeader: true },
);
