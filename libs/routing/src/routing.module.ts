import { CasebookModule } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { routingActivities } from './activities/routing.activities.js';
import { ApplyPublicSignal } from './application/apply-public-signal.use-case.js';
import { AskExtension } from './application/ask-extension.use-case.js';
import { DecideExtension } from './application/decide-extension.use-case.js';
import { Departments } from './application/departments.query.js';
import { Dispatch } from './application/dispatch.use-case.js';
import { LeaderQueues } from './application/leader-queues.query.js';
import { PutDepartment } from './application/put-department.use-case.js';
import { ReadInbox } from './application/read-inbox.query.js';
import { ReadSlip } from './application/read-slip.query.js';
import { ReplyToDispatch } from './application/reply.use-case.js';
import { Sign } from './application/sign.use-case.js';
import { Signallers } from './application/signallers.js';
import { SlipViews } from './application/slip-views.js';
import { Warn } from './application/warn.use-case.js';
import { DepartmentsController } from './http/departments.controller.js';
import { DispatchesController } from './http/dispatches.controller.js';
import { ExtensionsController } from './http/extensions.controller.js';
import { InboxController } from './http/inbox.controller.js';
import { LeaderController } from './http/leader.controller.js';
import { SignallersController } from './http/signallers.controller.js';
import { DepartmentEntity } from './infrastructure/department.entity.js';
import { DispatchEntity } from './infrastructure/dispatch.entity.js';
import { ExtensionEntity } from './infrastructure/extension.entity.js';
import { RefusedSignalEntity } from './infrastructure/refused-signal.entity.js';
import { SignallerEntity } from './infrastructure/signaller.entity.js';
import { Slips } from './infrastructure/slips.js';

const entities = [DepartmentEntity, DispatchEntity, ExtensionEntity, RefusedSignalEntity, SignallerEntity];

/** 转办, 签收, 反馈, 延期 and 督办. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('routing', { schema: 'routing', entities }), TemporalModule],
  controllers: [
    DepartmentsController,
    DispatchesController,
    InboxController,
    ExtensionsController,
    LeaderController,
    SignallersController,
  ],
  providers: [
    ...[Slips, SlipViews, ReadSlip, ReadInbox, LeaderQueues, Departments, PutDepartment, Signallers],
    ...[Dispatch, Sign, ReplyToDispatch, AskExtension, DecideExtension, Warn, ApplyPublicSignal],
    temporalWorker({
      taskQueue: TASK_QUEUES.routing,
      inject: [Warn, ApplyPublicSignal],
      useFactory: (warning: Warn, signals: ApplyPublicSignal) => ({ activities: routingActivities(warning, signals) }),
    }),
  ],
})
export class RoutingModule {}
