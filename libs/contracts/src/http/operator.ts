import { CASE_STATUSES } from '@bancheng/domain';
import { z } from 'zod';
import { instant, uuid } from '../primitives.js';

const target = z.enum(['temporal', 'kafka']).meta({ description: '投递目标' });

/** How far one delivery target is behind. */
export const targetLag = z
  .strictObject({
    target,
    waiting: z.int(),
    dead: z.int(),
    oldest: z.strictObject({ caseId: uuid, seq: z.int(), recordedAt: z.string() }).nullable(),
  })
  .meta({ id: 'TargetLag' });

/** Which dead row, as the path says it. */
export const deadRowKey = z.strictObject({ target, caseId: uuid, seq: z.coerce.number().int().positive() });

export const deadRow = z
  .strictObject({
    target,
    caseId: uuid,
    seq: z.int().positive(),
    attempts: z.int(),
    lastError: z.string().nullable(),
    recordedAt: instant,
  })
  .meta({ id: 'DeadRow' });

export const stuckCase = z
  .strictObject({
    caseId: uuid,
    workflowId: z.string(),
    status: z.enum(CASE_STATUSES),
    reason: z
      .enum(['engine-behind', 'step-not-taken', 'alarm-not-given', 'task-failing', 'activity-failing'])
      .describe('引擎落后、该走的步骤没走、该发的提醒没发、流程任务一再失败、某项活动一再失败'),
    failing: z
      .strictObject({ what: z.string(), attempts: z.int().positive() })
      .nullable()
      .describe('一再重试的活动或流程任务，以及已试次数'),
  })
  .meta({ id: 'StuckCase' });

export const waitingMessages = z.strictObject({ waiting: z.int().nonnegative() }).meta({ id: 'WaitingMessages' });
export const givenBack = z.strictObject({ givenBack: z.int().nonnegative() }).meta({ id: 'GivenBack' });
