import { CasebookModule } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { routingActivities } from './activities/routing.activities.js';
import { Agencies } from './application/agencies.js';
import { AnswerInstruction } from './application/answer-instruction.use-case.js';
import { ApplyPublicSignal } from './application/apply-public-signal.use-case.js';
import { AskExtension } from './application/ask-extension.use-case.js';
import { CallTaskForce } from './application/call-task-force.use-case.js';
import { DecideExtension } from './application/decide-extension.use-case.js';
import { Delegations } from './application/delegations.js';
import { Departments } from './application/departments.query.js';
import { Dispatch } from './application/dispatch.use-case.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';
import { Instruct } from './application/instruct.use-case.js';
import { Instructions } from './application/instructions.query.js';
import { LeaderQueues } from './application/leader-queues.query.js';
import { PutDepartment } from './application/put-department.use-case.js';
import { ReadInbox } from './application/read-inbox.query.js';
import { ReadSlip } from './application/read-slip.query.js';
import { Recall } from './application/recall.use-case.js';
import { ReplyToDispatch } from './application/reply.use-case.js';
import { ReportTaskForce } from './application/report-task-force.use-case.js';
import { Responsibilities } from './application/responsibilities.js';
import { Resume } from './application/resume.use-case.js';
import { ReturnDispatch } from './application/return-dispatch.use-case.js';
import { RuleReturn } from './application/rule-return.use-case.js';
import { Sign } from './application/sign.use-case.js';
import { Signallers } from './application/signallers.js';
import { SlipActs } from './application/slip-acts.js';
import { SlipViews } from './application/slip-views.js';
import { SuggestDepartments } from './application/suggest-departments.query.js';
import { SupervisionNotices } from './application/supervision-notices.query.js';
import { Suspend } from './application/suspend.use-case.js';
import { TaskForceCalls } from './application/task-force-calls.query.js';
import { TransferActs } from './application/transfer-acts.js';
import { TransferCase } from './application/transfer-case.use-case.js';
import { Transfers } from './application/transfers.query.js';
import { Warn } from './application/warn.use-case.js';
import { WithdrawExtension } from './application/withdraw-extension.use-case.js';
import { AgenciesController } from './http/agencies.controller.js';
import { DelegationsController } from './http/delegations.controller.js';
import { DepartmentsController } from './http/departments.controller.js';
import { DispatchesController } from './http/dispatches.controller.js';
import { ExtensionsController } from './http/extensions.controller.js';
import { InboxController } from './http/inbox.controller.js';
import { InstructionsController } from './http/instructions.controller.js';
import { LeaderController } from './http/leader.controller.js';
import { ResponsibilitiesController } from './http/responsibilities.controller.js';
import { SignallersController } from './http/signallers.controller.js';
import { SupervisionController } from './http/supervision.controller.js';
import { SuspensionsController } from './http/suspensions.controller.js';
import { TaskForceController } from './http/task-force.controller.js';
import { TransfersController } from './http/transfers.controller.js';
import { AgencyEntity } from './infrastructure/agency.entity.js';
import { DelegationEntity, DelegationRevocationEntity } from './infrastructure/delegation.entity.js';
import { DepartmentEntity } from './infrastructure/department.entity.js';
import { DispatchEntity } from './infrastructure/dispatch.entity.js';
import { ExtensionEntity } from './infrastructure/extension.entity.js';
import { InstructionEntity } from './infrastructure/instruction.entity.js';
import { RefusedSignalEntity } from './infrastructure/refused-signal.entity.js';
import { ResponsibilityEntity } from './infrastructure/responsibility.entity.js';
import { SignallerEntity } from './infrastructure/signaller.entity.js';
import { SlipReturnEntity } from './infrastructure/slip-return.entity.js';
import { Slips } from './infrastructure/slips.js';
import { SupervisionNoticeEntity } from './infrastructure/supervision-notice.entity.js';
import { SuspensionEntity } from './infrastructure/suspension.entity.js';
import { TaskForceCallEntity } from './infrastructure/task-force-call.entity.js';
import { TransferEntity } from './infrastructure/transfer.entity.js';

const entities = [
  ...[DepartmentEntity, DispatchEntity, ExtensionEntity, SlipReturnEntity, ResponsibilityEntity],
  ...[RefusedSignalEntity, SignallerEntity, TaskForceCallEntity],
  ...[SupervisionNoticeEntity, InstructionEntity, AgencyEntity, TransferEntity],
  ...[SuspensionEntity, DelegationEntity, DelegationRevocationEntity],
];

/** 转办, 签收, 退回, 收回, 反馈, 延期, 挂起, 督办 and 批示, 帮办代办, and the 派单目录. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('routing', { schema: 'routing', entities }), TemporalModule],
  controllers: [
    DepartmentsController,
    DispatchesController,
    ResponsibilitiesController,
    InboxController,
    ExtensionsController,
    LeaderController,
    DelegationsController,
    SuspensionsController,
    SupervisionController,
    InstructionsController,
    AgenciesController,
    TransfersController,
    TaskForceController,
    SignallersController,
  ],
  providers: [
    ...[Slips, SlipActs, SlipViews, ReadSlip, ReadInbox, LeaderQueues, Departments, PutDepartment, Signallers],
    ...[ReturnDispatch, RuleReturn, Recall, Responsibilities, SuggestDepartments],
    ...[Dispatch, Sign, ReplyToDispatch, AskExtension, DecideExtension, Warn, EndDispatches, ApplyPublicSignal],
    ...[WithdrawExtension, Suspend, Resume, Delegations],
    ...[SupervisionNotices, Instruct, AnswerInstruction, Instructions],
    ...[Agencies, TransferCase, TransferActs, Transfers],
    ...[CallTaskForce, ReportTaskForce, TaskForceCalls],
    temporalWorker({
      taskQueue: TASK_QUEUES.routing,
      inject: [Warn, Resume, EndDispatches, ApplyPublicSignal],
      useFactory: (warning: Warn, resuming: Resume, ending: EndDispatches, signals: ApplyPublicSignal) => ({
        activities: routingActivities(warning, resuming, ending, signals),
      }),
    }),
  ],
})
export class RoutingModule {}
