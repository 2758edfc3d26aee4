import { agencyCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 帮办代办: handed over to an agency, for what is outside local authority; the case stays tracked. */
export const transferred = detail(
  {
    transferId: uuid,
    agency: agencyCode,
    /** The slip whose return as beyond local authority (超出本级权限) led to it. */
    returnedDispatchId: uuid.exactOptional(),
  },
  { transferId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', agency: 'shengting' },
);
