import { CasebookModule } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { routingActivities } from './activities/routing.activities.js';
import { AddSlipPapers } from './application/add-slip-papers.use-case.js';
import { ApplyPublicSignal } from './application/apply-public-signal.use-case.js';
import { AskExtension } from './application/ask-extension.use-case.js';
import { DecideExtension } from './application/decide-extension.use-case.js';
import { Dispatch } from './application/dispatch.use-case.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';
import { LeaderQueues } from './application/leader-queues.query.js';
import { ReadExtensions } from './application/read-extensions.query.js';
import { ReadInbox } from './application/read-inbox.query.js';
import { ReadSlip } from './application/read-slip.query.js';
import { Recall } from './application/recall.use-case.js';
import { ReplyToDispatch } from './application/reply.use-case.js';
import { Resume } from './application/resume.use-case.js';
import { ReturnDispatch } from './application/return-dispatch.use-case.js';
import { RuleReturn } from './application/rule-return.use-case.js';
import { Sign } from './application/sign.use-case.js';
import { SlipActs } from './application/slip-acts.js';
import { SlipViews } from './application/slip-views.js';
import { PreviewDispatch } from './application/preview-dispatch.query.js';
import { SuggestDepartments } from './application/suggest-departments.query.js';
import { Succeed } from './application/succeed.use-case.js';
import { SuccessionKeeper } from './application/succession-keeper.js';
import { Suspend } from './application/suspend.use-case.js';
import { WithdrawExtension } from './application/withdraw-extension.use-case.js';
import { DispatchPreviewController } from './http/dispatch-preview.controller.js';
import { DispatchesController } from './http/dispatches.controller.js';
import { ExtensionsController } from './http/extensions.controller.js';
import { InboxController } from './http/inbox.controller.js';
import { LeaderController } from './http/leader.controller.js';
import { SuspensionsController } from './http/suspensions.controller.js';
import { DispatchEntity } from './infrastructure/dispatch.entity.js';
import { ExtensionEntity } from './infrastructure/extension.entity.js';
import { RefusedSignalEntity } from './infrastructure/refused-signal.entity.js';
import { SlipReturnEntity } from './infrastructure/slip-return.entity.js';
import { Slips } from './infrastructure/slips.js';
import { SuspensionEntity } from './infrastructure/suspension.entity.js';

const entities = [
  ...[DispatchEntity, ExtensionEntity, SlipReturnEntity, RefusedSignalEntity, SuspensionEntity],
  ...DIRECTORY_ENTITIES,
];

/** The 转办单: 转办, 签收, 退回, 收回, 反馈, 延期 and 挂起. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('routing', { schema: 'routing', entities }), TemporalModule],
  controllers: [
    DispatchPreviewController,
    DispatchesController,
    InboxController,
    ExtensionsController,
    LeaderController,
    SuspensionsController,
  ],
  providers: [
    ...[
      Slips,
      SlipActs,
      SlipViews,
      ReadSlip,
      ReadInbox,
      ReadExtensions,
      LeaderQueues,
      PreviewDispatch,
      SuggestDepartments,
    ],
    ...[Dispatch, Sign, ReplyToDispatch, ReturnDispatch, RuleReturn, Recall, EndDispatches, ApplyPublicSignal],
    ...[AskExtension, DecideExtension, WithdrawExtension, Suspend, Resume, AddSlipPapers],
    ...[Succeed, SuccessionKeeper],
    temporalWorker({
      taskQueue: TASK_QUEUES.routing,
      inject: [Resume, EndDispatches, ApplyPublicSignal],
      useFactory: (resuming: Resume, ending: EndDispatches, signals: ApplyPublicSignal) => ({
        activities: routingActivities(resuming, ending, signals),
      }),
    }),
  ],
})
export class RoutingModule {}
