import { CasebookModule } from '@bancheng/casebook';
import { COMPLAINT_TOPIC, COMPLAINT_TOPIC_PARTITIONS } from '@bancheng/contracts';
import { DatabaseModule, eventConsumer, KafkaModule, type IncomingMessage } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { ReadDepartmentRates } from './application/read-department-rates.use-case.js';
import { ReadLag } from './application/read-lag.use-case.js';
import { ReadLedger } from './application/read-ledger.use-case.js';
import { CONSUMER_GROUP, TakeEvent } from './application/take-event.use-case.js';
import { ReportsController } from './http/reports.controller.js';

/** Ledger and rates, built from the complaint topic alone; names and texts are joined from the casebook when read. */
@Module({
  imports: [CasebookModule, DatabaseModule.forService('reporting', { schema: 'reporting', entities: [] }), KafkaModule],
  controllers: [ReportsController],
  providers: [
    TakeEvent,
    ReadLedger,
    ReadDepartmentRates,
    ReadLag,
    eventConsumer({
      groupId: CONSUMER_GROUP,
      topics: [{ topic: COMPLAINT_TOPIC, partitions: COMPLAINT_TOPIC_PARTITIONS }],
      inject: [TakeEvent],
      useFactory: (take: TakeEvent) => (message: IncomingMessage) => take.execute(message),
    }),
  ],
})
export class ReportingModule {}
