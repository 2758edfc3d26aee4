import { agencyCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** The agency does not take the matter, or the clerk took it back: it is handled here again. */
export const transferReturned = detail(
  {
    transferId: uuid,
    agency: agencyCode,
  },
  { transferId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', agency: 'shengting' },
);
