import { z } from 'zod';
import { departmentCode, jurisdictionCode, subjectId } from '../primitives.js';
import { pageOf } from './common.js';

/** The HTTP API: who may speak to the engine by signal. */

export const SIGNALLER_ROLES = ['department', 'department-system', 'leader'] as const;
export type SignallerRole = (typeof SIGNALLER_ROLES)[number];

export const signallerBody = z
  .strictObject({
    role: z.enum(SIGNALLER_ROLES),
    department: departmentCode.nullable().default(null).describe('部门角色须填；领导不填'),
  })
  .refine((signaller) => (signaller.role === 'leader') === (signaller.department === null), {
    path: ['department'],
    message: '部门角色须填所属部门，领导不填',
  })
  .meta({ id: 'SignallerBody' });
export type SignallerBody = z.output<typeof signallerBody>;

export const signaller = z
  .strictObject({
    subject: subjectId,
    jurisdiction: jurisdictionCode,
    role: z.enum(SIGNALLER_ROLES),
    department: departmentCode.nullable(),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Signaller' });
export type Signaller = z.output<typeof signaller>;
export const signallerPage = pageOf('SignallerPage', signaller);
