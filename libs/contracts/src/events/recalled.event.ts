import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 收回: the clerk took the slip back before the department's final reply. */
export const recalled = detail(
  {
    dispatchId: uuid,
    department: departmentCode,
  },
  { dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg' },
);
