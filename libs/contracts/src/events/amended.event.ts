import { z } from 'zod';
import { AMENDABLE_FIELDS, catalogueCode, FORMER_AMENDABLE_FIELDS } from '../primitives.js';
import { detail } from './detail.js';

const FORMER = Object.keys(FORMER_AMENDABLE_FIELDS) as (keyof typeof FORMER_AMENDABLE_FIELDS)[];

/** The 受理单 was corrected: which fields, never what they say; old and new stay in the casebook (三(一)). */
export const amended = detail(
  {
    fields: z.array(z.enum([...AMENDABLE_FIELDS, ...FORMER])).min(1),
    /** The service that the matter is about now, where that was corrected; null for one that the catalogue has not. */
    serviceItem: catalogueCode.nullable().exactOptional(),
  },
  { fields: ['phone'] },
);
