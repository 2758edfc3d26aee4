import { CitizenContacts, HallRules } from '@bancheng/casebook';
import { COMPLAINT_TOPIC, COMPLAINT_TOPIC_PARTITIONS, TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import {
  DatabaseModule,
  dataSourceToken,
  eventConsumer,
  forgetTaken,
  KAFKA,
  KafkaModule,
  TemporalModule,
  temporalWorker,
  type IncomingMessage,
} from '@bancheng/platform';
import { Module } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { noticesActivities } from './activities/notices.activities.js';
import { Addresses } from './application/addresses.js';
import { Gateway } from './application/gateway.js';
import { ListNotices } from './application/list-notices.query.js';
import { MakeNotices } from './application/make-notices.js';
import { MarkCalled } from './application/mark-called.use-case.js';
import { NoticeChannels } from './application/notice-channels.js';
import { Recipients } from './application/recipients.js';
import { ResendNotice } from './application/resend-notice.use-case.js';
import { SendNotice } from './application/send-notice.use-case.js';
import { StartNotices } from './application/start-notices.js';
import { CONSUMER_GROUP, TakeEvent } from './application/take-event.use-case.js';
import { TellOfReport } from './application/tell-of-report.use-case.js';
import { AddressesController } from './http/addresses.controller.js';
import { NoticesController } from './http/notices.controller.js';
import { OutboxController } from './http/outbox.controller.js';
import { OutboxChannel } from './infrastructure/outbox.channel.js';

/** Tells citizens, departments and leaders what they wait for, out of the complaint topic; leaders of their supervision report as well. */
@Module({
  imports: [
    DatabaseModule.forService('notices', { schema: 'notices', entities: DIRECTORY_ENTITIES }),
    KafkaModule,
    TemporalModule,
  ],
  controllers: [OutboxController, AddressesController, NoticesController],
  providers: [
    ...[CitizenContacts, HallRules, Recipients, OutboxChannel, NoticeChannels],
    ...[TakeEvent, TellOfReport, MakeNotices, StartNotices, SendNotice, ResendNotice, MarkCalled],
    ...[ListNotices, Gateway, Addresses],
    eventConsumer({
      groupId: CONSUMER_GROUP,
      topics: [{ topic: COMPLAINT_TOPIC, partitions: COMPLAINT_TOPIC_PARTITIONS }],
      inject: [TakeEvent],
      useFactory: (take: TakeEvent) => (messages: readonly IncomingMessage[]) => take.execute(messages),
    }),
    temporalWorker({
      taskQueue: TASK_QUEUES.notices,
      inject: [SendNotice, TellOfReport, dataSourceToken('notices'), KAFKA],
      useFactory: (sending: SendNotice, telling: TellOfReport, database: DataSource, kafka: Kafka) => ({
        activities: {
          ...noticesActivities(sending, telling),
          forgetOldRows: () => forgetTaken(database, 'notices', kafka, COMPLAINT_TOPIC),
        },
      }),
    }),
  ],
})
export class NoticesModule {}
