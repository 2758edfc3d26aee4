import { catalogueCode } from '../primitives.js';
import { detail } from './detail.js';

/** 终止 asked by the clerk; the explanation stays in the casebook until a leader approves. */
export const terminationAsked = detail(
  {
    reason: catalogueCode,
  },
  { reason: 'litigation' },
);
