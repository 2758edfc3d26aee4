import { CasebookModule, CloseCase, PublicCases, QueryCodes } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { followUpActivities } from './activities/follow-up.activities.js';
import { AssignFollowUp } from './application/assign-follow-up.use-case.js';
import { GradeHandling } from './application/grade-handling.use-case.js';
import { ListFollowUps } from './application/list-follow-ups.use-case.js';
import { ListRatings } from './application/list-ratings.use-case.js';
import { OpenFollowUp } from './application/open-follow-up.use-case.js';
import { OpenRework } from './application/open-rework.use-case.js';
import { RateHandling } from './application/rate-handling.use-case.js';
import { RecordTry } from './application/record-try.use-case.js';
import { Reopen } from './application/reopen.use-case.js';
import { RuleDissatisfaction } from './application/rule-dissatisfaction.use-case.js';
import { FollowUpsController } from './http/follow-ups.controller.js';
import { RatingsController } from './http/ratings.controller.js';
import { ContactTryEntity } from './infrastructure/contact-try.entity.js';
import { RoundEntity } from './infrastructure/round.entity.js';

/** 回访, the citizen's own rating, 办结 and 重新办理. */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('follow-up', {
      schema: 'follow_up',
      entities: [RoundEntity, ContactTryEntity, ...DIRECTORY_ENTITIES],
    }),
    TemporalModule,
  ],
  controllers: [FollowUpsController, RatingsController],
  providers: [
    OpenFollowUp,
    OpenRework,
    CloseCase.for('follow-up'),
    RecordTry,
    GradeHandling,
    RuleDissatisfaction,
    AssignFollowUp,
    RateHandling,
    Reopen,
    ListFollowUps,
    ListRatings,
    PublicCases,
    QueryCodes,
    temporalWorker({
      taskQueue: TASK_QUEUES.followUp,
      inject: [OpenFollowUp, OpenRework, CloseCase],
      useFactory: (opening: OpenFollowUp, reworking: OpenRework, closing: CloseCase) => ({
        activities: followUpActivities(opening, reworking, closing),
      }),
    }),
  ],
})
export class FollowUpModule {}
