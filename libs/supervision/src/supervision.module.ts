import { CasebookModule } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { supervisionActivities } from './activities/supervision.activities.js';
import { AnswerInstruction } from './application/answer-instruction.use-case.js';
import { CallTaskForce } from './application/call-task-force.use-case.js';
import { Instruct } from './application/instruct.use-case.js';
import { Instructions } from './application/instructions.query.js';
import { LeaderCases } from './application/leader-cases.query.js';
import { ReportTaskForce } from './application/report-task-force.use-case.js';
import { SupervisionNotices } from './application/supervision-notices.query.js';
import { TaskForceCalls } from './application/task-force-calls.query.js';
import { Warn } from './application/warn.use-case.js';
import { InstructionsController } from './http/instructions.controller.js';
import { LeaderCasesController } from './http/leader-cases.controller.js';
import { SupervisionController } from './http/supervision.controller.js';
import { TaskForceController } from './http/task-force.controller.js';
import { InstructionEntity } from './infrastructure/instruction.entity.js';
import { SupervisionNoticeEntity } from './infrastructure/supervision-notice.entity.js';
import { TaskForceCallEntity } from './infrastructure/task-force-call.entity.js';

const entities = [SupervisionNoticeEntity, InstructionEntity, TaskForceCallEntity, ...DIRECTORY_ENTITIES];

/** 跟踪督办: warnings and 督办单, 批示, the cases a leader has to look at, and 站台. */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('supervision', { schema: 'supervision', entities }),
    TemporalModule,
  ],
  controllers: [SupervisionController, InstructionsController, LeaderCasesController, TaskForceController],
  providers: [
    ...[Warn, SupervisionNotices, LeaderCases],
    ...[Instruct, AnswerInstruction, Instructions],
    ...[CallTaskForce, ReportTaskForce, TaskForceCalls],
    temporalWorker({
      taskQueue: TASK_QUEUES.routing,
      inject: [Warn],
      useFactory: (warning: Warn) => ({ activities: supervisionActivities(warning) }),
    }),
  ],
})
export class SupervisionModule {}
