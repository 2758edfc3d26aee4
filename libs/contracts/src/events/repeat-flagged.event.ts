import { uuid } from '../primitives.js';
import { detail } from './detail.js';

/** The same person reports a like matter again; `earlier` is the case before it. */
export const repeatFlagged = detail(
  {
    earlier: uuid,
  },
  { earlier: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f' },
);
