import { subjectId } from '../primitives.js';
import { detail } from './detail.js';

/** The cases of an absent clerk go to another one (二(二)); subjects are opaque ids of the identity provider. */
export const handedOver = detail(
  {
    from: subjectId,
    to: subjectId,
  },
  { from: 'clerk-1', to: 'clerk-2' },
);
