import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/**
 * The window's own solution, or that of the 首席代表 who came to it (站台), ended the matter without a slip. The handling unit is
 * that department, else, with null, the window.
 */
export const repliedByWindow = detail(
  {
    outcome: z.enum(REPLY_OUTCOMES).exclude(['progress']),
    department: departmentCode.nullable(),
    callId: uuid.exactOptional(),
  },
  { outcome: 'solved', department: 'scjg', callId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f' },
);
