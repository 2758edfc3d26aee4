import { departmentCode, instant, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 挂起: the department's clock stands still while the citizen's papers are awaited, until `until` at the latest. */
export const suspended = detail(
  {
    suspensionId: uuid,
    dispatchId: uuid,
    department: departmentCode,
    until: instant,
  },
  {
    suspensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    until: '2026-02-24T09:00:00.000Z',
  },
);
