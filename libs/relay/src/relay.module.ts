import { COMPLAINT_TOPIC, HOUSEKEEPING_SCHEDULE, HOUSEKEEPING_WORKFLOW, TASK_QUEUES } from '@bancheng/contracts';
import {
  Commits,
  Config,
  DatabaseModule,
  dataSourceToken,
  DeadLetters,
  EVENT_PUBLISHER,
  KAFKA,
  KafkaModule,
  LOGGER,
  scheduledWorkflow,
  TemporalModule,
  temporalWorker,
  type EventPublisher,
  type Logger,
} from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { BucketLease } from './bucket-lease.js';
import { CaseRuns } from './case-runs.js';
import type { Courier } from './courier.js';
import { DeliveryLoop } from './delivery-loop.js';
import { EngineCourier } from './engine-courier.js';
import { EventCourier } from './event-courier.js';
import { housekeepingActivities } from './housekeeping.activities.js';
import { OperatorController } from './operator.controller.js';
import { housekeepingSection, sweepSection } from './relay.config.js';
import { DELIVERY_LOOPS, Relay } from './relay.js';
import { StuckCases } from './stuck-cases.js';
import { Sweeper } from './sweeper.js';
import { UndeliveredRows } from './undelivered-rows.js';

const DATABASE = dataSourceToken('relay');
const COURIERS = Symbol('Couriers');
/** Every night, before the halls open. */
const HOUSEKEEPING_CRON = '30 3 * * *';

/** The outbox relay: rows to Temporal and to Kafka, the sweeper, what the operator sees of them, and the night's housekeeping. */
@Module({
  imports: [DatabaseModule.forService('relay', { schema: 'casebook', entities: [] }), TemporalModule, KafkaModule],
  controllers: [OperatorController],
  providers: [
    UndeliveredRows,
    StuckCases,
    Relay,
    {
      provide: CaseRuns,
      inject: [Client, DATABASE],
      useFactory: (client: Client, database: DataSource) => new CaseRuns(client, database),
    },
    {
      provide: DeadLetters,
      inject: [KAFKA, EVENT_PUBLISHER],
      useFactory: (kafka: Kafka, publisher: EventPublisher) => new DeadLetters(kafka, publisher, COMPLAINT_TOPIC),
    },
    {
      provide: COURIERS,
      inject: [CaseRuns, EVENT_PUBLISHER, KAFKA],
      useFactory: (runs: CaseRuns, publisher: EventPublisher, kafka: Kafka): Courier[] => [
        new EngineCourier(runs),
        new EventCourier(publisher, kafka),
      ],
    },
    {
      provide: DELIVERY_LOOPS,
      inject: [DATABASE, COURIERS, Commits, LOGGER],
      useFactory: (database: DataSource, couriers: Courier[], commits: Commits, logger: Logger) =>
        couriers.map(
          (courier) => new DeliveryLoop(new BucketLease(database, courier.target), courier, commits, logger),
        ),
    },
    {
      provide: Sweeper,
      inject: [DATABASE, Client, CaseRuns, Config, LOGGER],
      useFactory: (database: DataSource, client: Client, runs: CaseRuns, config: Config, logger: Logger) =>
        new Sweeper(database, client, runs, config.get(sweepSection).intervalMs, logger),
    },
    temporalWorker({
      taskQueue: TASK_QUEUES.relay,
      inject: [DATABASE, Config],
      useFactory: (database: DataSource, config: Config) => ({
        activities: housekeepingActivities(database, config.get(housekeepingSection).idempotencyKeyDays),
      }),
    }),
    scheduledWorkflow(() => ({
      id: HOUSEKEEPING_SCHEDULE,
      workflowType: HOUSEKEEPING_WORKFLOW,
      taskQueue: TASK_QUEUES.workflows,
      cron: HOUSEKEEPING_CRON,
      overlaps: false,
    })),
  ],
})
export class RelayModule {}
