import { uuid } from '../primitives.js';
import { detail } from './detail.js';

/** A merge was undone: the case stands where it stood before. */
export const unmerged = detail(
  {
    from: uuid,
  },
  { from: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f' },
);
