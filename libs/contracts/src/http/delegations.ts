import { z } from 'zod';
import { enteredDate, instant, localDate, subjectId, uuid } from '../primitives.js';
import { pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';

/** 委托代行: who decides for a leader who is away (routing). */

export const delegationBody = z
  .strictObject({
    delegator: subjectId.optional().describe('被代行的领导；领导本人委托的不填，管理员办理的须填'),
    deputy: subjectId.describe('代行人'),
    from: enteredDate.describe('起始日期（含），东八区'),
    to: enteredDate.describe('截止日期（含），东八区'),
    reason: text(TEXT_LIMITS.remark).describe('委托事由'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '不能早于起始日期' })
  .meta({ id: 'DelegationBody' });
export type DelegationBody = z.output<typeof delegationBody>;

export const delegation = z
  .strictObject({
    id: uuid,
    delegator: subjectId.describe('被代行的领导'),
    delegatorName: personName,
    deputy: subjectId.describe('代行人'),
    deputyName: personName,
    from: localDate,
    to: localDate,
    reason: z.string(),
    createdBy: subjectId,
    createdAt: instant,
    confirmedBy: subjectId.nullable(),
    confirmedAt: instant.nullable().describe('何时确认；未确认的为空，尚不生效'),
    revokedBy: subjectId.nullable(),
    revokedAt: instant.nullable().describe('何时收回委托；未收回的为空'),
  })
  .meta({ id: 'Delegation', description: '委托代行' });
export type Delegation = z.output<typeof delegation>;
export const delegationPage = pageOf('DelegationPage', delegation);
