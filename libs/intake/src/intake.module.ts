import { CasebookModule, QueryCodes } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { IntakeActivitiesAdapter } from './activities/intake.activities.js';
import { AcceptUseCase } from './application/accept.use-case.js';
import { AddNoteUseCase } from './application/add-note.use-case.js';
import { AmendUseCase } from './application/amend.use-case.js';
import { AnswerUseCase } from './application/answer.use-case.js';
import { DeclineUseCase } from './application/decline.use-case.js';
import { FindDuplicatesUseCase } from './application/find-duplicates.use-case.js';
import { FlagRepeatUseCase } from './application/flag-repeat.use-case.js';
import { HandOverUseCase } from './application/hand-over.use-case.js';
import { MergeUseCase } from './application/merge.use-case.js';
import { ReadComplaintUseCase } from './application/read-complaint.use-case.js';
import { ReadPublicStatusUseCase } from './application/read-public-status.use-case.js';
import { ReadTimelineUseCase } from './application/read-timeline.use-case.js';
import { ReadWorklistUseCase } from './application/read-worklist.use-case.js';
import { RegisterUseCase } from './application/register.use-case.js';
import { SearchComplaintsUseCase } from './application/search-complaints.use-case.js';
import { Summaries } from './application/summaries.js';
import { TakeOfflineSlipsUseCase } from './application/take-offline-slips.use-case.js';
import { TellAcceptanceOverdueUseCase } from './application/tell-acceptance-overdue.use-case.js';
import { UnmergeUseCase } from './application/unmerge.use-case.js';
import { WithdrawPubliclyUseCase } from './application/withdraw-publicly.use-case.js';
import { WithdrawUseCase } from './application/withdraw.use-case.js';
import { WithdrawalConfirmations } from './application/withdrawal-confirmations.js';
import { ComplaintActsController } from './http/complaint-acts.controller.js';
import { ComplaintViewsController } from './http/complaint-views.controller.js';
import { DuplicatesController } from './http/duplicates.controller.js';
import { HandoversController } from './http/handovers.controller.js';
import { NotesController } from './http/notes.controller.js';
import { OfflineSlipsController } from './http/offline-slips.controller.js';
import { PublicStatusController } from './http/public-status.controller.js';
import { WorklistsController } from './http/worklists.controller.js';

/** 登记 and 受理, the clerk's worklists, and what citizens may ask. */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('intake', { schema: 'intake', entities: DIRECTORY_ENTITIES }),
    TemporalModule,
  ],
  controllers: [
    ComplaintViewsController,
    ComplaintActsController,
    DuplicatesController,
    NotesController,
    OfflineSlipsController,
    WorklistsController,
    HandoversController,
    PublicStatusController,
  ],
  providers: [
    RegisterUseCase,
    AcceptUseCase,
    DeclineUseCase,
    AnswerUseCase,
    AddNoteUseCase,
    AmendUseCase,
    WithdrawUseCase,
    WithdrawPubliclyUseCase,
    FindDuplicatesUseCase,
    MergeUseCase,
    UnmergeUseCase,
    FlagRepeatUseCase,
    TakeOfflineSlipsUseCase,
    WithdrawalConfirmations,
    HandOverUseCase,
    ReadComplaintUseCase,
    ReadTimelineUseCase,
    ReadWorklistUseCase,
    ReadPublicStatusUseCase,
    SearchComplaintsUseCase,
    TellAcceptanceOverdueUseCase,
    Summaries,
    QueryCodes,
    IntakeActivitiesAdapter,
    temporalWorker({
      taskQueue: TASK_QUEUES.intake,
      inject: [IntakeActivitiesAdapter],
      useFactory: (intake: IntakeActivitiesAdapter) => ({
        activities: {
          loadCase: intake.loadCase.bind(intake),
          tellAcceptanceOverdue: intake.tellAcceptanceOverdue.bind(intake),
        },
      }),
    }),
  ],
})
export class IntakeModule {}
