import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** The department took back its request for more time before it was decided. */
export const extensionWithdrawn = detail(
  {
    extensionId: uuid,
    dispatchId: uuid,
    department: departmentCode,
  },
  {
    extensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
  },
);
