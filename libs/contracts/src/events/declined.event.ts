import { catalogueCode } from '../primitives.js';
import { detail } from './detail.js';

/** The matter is not one the window takes (二(三)), by a code of the hall's `decline-reasons`; the explanation itself stays in the casebook. */
export const declined = detail(
  {
    reason: catalogueCode,
  },
  { reason: 'litigation' },
);
