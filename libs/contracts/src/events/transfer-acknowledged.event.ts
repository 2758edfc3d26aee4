import { agencyCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** The agency confirmed that it has the matter. */
export const transferAcknowledged = detail(
  {
    transferId: uuid,
    agency: agencyCode,
  },
  { transferId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', agency: 'shengting' },
);
