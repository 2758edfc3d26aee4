import { CasebookModule, PublicCases, QueryCodes } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DIRECTORY_ENTITIES } from '@bancheng/directory';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { IntakeActivitiesAdapter } from './activities/intake.activities.js';
import { Accept } from './application/accept.use-case.js';
import { AddNote } from './application/add-note.use-case.js';
import { AddPapers } from './application/add-papers.use-case.js';
import { Amend } from './application/amend.use-case.js';
import { Answer } from './application/answer.use-case.js';
import { AskTermination } from './application/ask-termination.use-case.js';
import { ReportProgress } from './application/report-progress.use-case.js';
import { DecideTermination } from './application/decide-termination.use-case.js';
import { Decline } from './application/decline.use-case.js';
import { FindDuplicates } from './application/find-duplicates.use-case.js';
import { FlagRepeat } from './application/flag-repeat.use-case.js';
import { HandOver } from './application/hand-over.use-case.js';
import { Merge } from './application/merge.use-case.js';
import { Phones } from './application/phones.js';
import { ReadComplaint } from './application/read-complaint.use-case.js';
import { ReadPublicStatus } from './application/read-public-status.use-case.js';
import { ReadTimeline } from './application/read-timeline.use-case.js';
import { ReadWorklist } from './application/read-worklist.use-case.js';
import { RecordCause } from './application/record-cause.use-case.js';
import { Register } from './application/register.use-case.js';
import { RenewQueryCode } from './application/renew-query-code.use-case.js';
import { ReplyByWindow } from './application/reply-by-window.use-case.js';
import { Retype } from './application/retype.use-case.js';
import { SearchComplaints } from './application/search-complaints.use-case.js';
import { Summaries } from './application/summaries.js';
import { TakeOfflineSlips } from './application/take-offline-slips.use-case.js';
import { TellAcceptanceOverdue } from './application/tell-acceptance-overdue.use-case.js';
import { Unmerge } from './application/unmerge.use-case.js';
import { WithdrawPublicly } from './application/withdraw-publicly.use-case.js';
import { Withdraw } from './application/withdraw.use-case.js';
import { WithdrawalConfirmations } from './application/withdrawal-confirmations.js';
import { ComplaintActsController } from './http/complaint-acts.controller.js';
import { ComplaintViewsController } from './http/complaint-views.controller.js';
import { DuplicatesController } from './http/duplicates.controller.js';
import { HandoversController } from './http/handovers.controller.js';
import { NotesController } from './http/notes.controller.js';
import { OfflineSlipsController } from './http/offline-slips.controller.js';
import { PapersController } from './http/papers.controller.js';
import { PublicStatusController } from './http/public-status.controller.js';
import { ProgressController } from './http/progress.controller.js';
import { TerminationsController } from './http/terminations.controller.js';
import { RetypingController } from './http/retyping.controller.js';
import { WindowReplyController } from './http/window-reply.controller.js';
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
    PapersController,
    TerminationsController,
    ProgressController,
    RetypingController,
    WindowReplyController,
    OfflineSlipsController,
    WorklistsController,
    HandoversController,
    PublicStatusController,
  ],
  providers: [
    Register,
    Accept,
    Decline,
    Answer,
    AddNote,
    RecordCause,
    AddPapers,
    RenewQueryCode,
    ReplyByWindow,
    Retype,
    Amend,
    AskTermination,
    DecideTermination,
    ReportProgress,
    Withdraw,
    WithdrawPublicly,
    FindDuplicates,
    Phones,
    Merge,
    Unmerge,
    FlagRepeat,
    TakeOfflineSlips,
    WithdrawalConfirmations,
    HandOver,
    ReadComplaint,
    ReadTimeline,
    ReadWorklist,
    ReadPublicStatus,
    SearchComplaints,
    TellAcceptanceOverdue,
    Summaries,
    PublicCases,
    QueryCodes,
    IntakeActivitiesAdapter,
    temporalWorker({
      taskQueue: TASK_QUEUES.intake,
      inject: [IntakeActivitiesAdapter],
      useFactory: (intake: IntakeActivitiesAdapter) => ({
        activities: {
          loadCase: intake.loadCase.bind(intake),
          tellAcceptanceOverdue: intake.tellAcceptanceOverdue.bind(intake),
          foldAnew: intake.foldAnew.bind(intake),
        },
      }),
    }),
  ],
})
export class IntakeModule {}
