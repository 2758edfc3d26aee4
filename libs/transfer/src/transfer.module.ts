import { CasebookModule } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { transferActivities } from './activities/transfer.activities.js';
import { EndTransfer } from './application/end-transfer.use-case.js';
import { TransferActs } from './application/transfer-acts.js';
import { TransferCase } from './application/transfer-case.use-case.js';
import { Transfers } from './application/transfers.query.js';
import { TransfersController } from './http/transfers.controller.js';
import { TransferEntity } from './infrastructure/transfer.entity.js';

const entities = [TransferEntity, ...DIRECTORY_ENTITIES];

/** 帮办代办: what is outside local authority goes to an agency and comes back answered or not. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('transfer', { schema: 'transfer', entities }), TemporalModule],
  controllers: [TransfersController],
  providers: [
    ...[TransferCase, TransferActs, EndTransfer, Transfers],
    temporalWorker({
      taskQueue: TASK_QUEUES.routing,
      inject: [EndTransfer],
      useFactory: (ending: EndTransfer) => ({ activities: transferActivities(ending) }),
    }),
  ],
})
export class TransferModule {}
