import { z } from 'zod';
import { agencyCode, uuid } from '../primitives.js';

/** 帮办代办: handed over to an agency, for what is outside local authority; the case stays tracked. */
export const transferred = z.strictObject({
  transferId: uuid,
  agency: agencyCode,
});
