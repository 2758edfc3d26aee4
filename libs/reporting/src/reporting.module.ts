import { CasebookModule } from '@bancheng/casebook';
import {
  COMPLAINT_TOPIC,
  COMPLAINT_TOPIC_PARTITIONS,
  SUPERVISION_REPORT_SCHEDULE,
  SUPERVISION_REPORT_WORKFLOW,
  TASK_QUEUES,
} from '@bancheng/contracts';
import {
  DatabaseModule,
  dataSourceToken,
  eventConsumer,
  forgetTaken,
  KAFKA,
  KafkaModule,
  scheduledWorkflow,
  TemporalModule,
  temporalWorker,
  type IncomingMessage,
} from '@bancheng/platform';
import { Module } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { reportingActivities } from './activities/reporting.activities.js';
import { ComposeSupervisionReports } from './application/compose-supervision-reports.use-case.js';
import { ReadDepartmentRates } from './application/read-department-rates.use-case.js';
import { ReadLag } from './application/read-lag.use-case.js';
import { ReadLedger } from './application/read-ledger.use-case.js';
import { SupervisionReports } from './application/supervision-reports.query.js';
import { CONSUMER_GROUP, TakeEvent } from './application/take-event.use-case.js';
import { ReportsController } from './http/reports.controller.js';
import { SupervisionReportsController } from './http/supervision-reports.controller.js';
import { supervisionReportSection } from './reporting.config.js';

/**
 * Ledger, rates and the supervision report, built from the complaint topic alone; names and texts are joined from the
 * casebook when read.
 */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('reporting', { schema: 'reporting', entities: [] }),
    KafkaModule,
    TemporalModule,
  ],
  controllers: [ReportsController, SupervisionReportsController],
  providers: [
    TakeEvent,
    ReadLedger,
    ReadDepartmentRates,
    ReadLag,
    ComposeSupervisionReports,
    SupervisionReports,
    temporalWorker({
      taskQueue: TASK_QUEUES.reporting,
      inject: [ComposeSupervisionReports, SupervisionReports, dataSourceToken('reporting'), KAFKA],
      useFactory: (
        composing: ComposeSupervisionReports,
        reports: SupervisionReports,
        database: DataSource,
        kafka: Kafka,
      ) => ({
        activities: {
          ...reportingActivities(composing, reports),
          forgetOldRows: () => forgetTaken(database, 'reporting', kafka, COMPLAINT_TOPIC),
        },
      }),
    }),
    scheduledWorkflow((config) => ({
      id: SUPERVISION_REPORT_SCHEDULE,
      workflowType: SUPERVISION_REPORT_WORKFLOW,
      taskQueue: TASK_QUEUES.workflows,
      cron: config.get(supervisionReportSection).cron,
      overlaps: true, // one leader who cannot be told holds back nobody's next report
    })),
    eventConsumer({
      groupId: CONSUMER_GROUP,
      topics: [{ topic: COMPLAINT_TOPIC, partitions: COMPLAINT_TOPIC_PARTITIONS }],
      inject: [TakeEvent],
      useFactory: (take: TakeEvent) => (messages: readonly IncomingMessage[]) => take.execute(messages),
    }),
  ],
})
export class ReportingModule {}
