import { detail } from './detail.js';
import { extensionOfClock } from './extension-of-clock.js';

/** Whoever asked for more time took the request back before it was decided. */
export const extensionWithdrawn = detail(extensionOfClock, {
  extensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
  clockId: 'dispatch:1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
  dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
  department: 'scjg',
});
