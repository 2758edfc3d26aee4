import { ArchiveModule } from '@bancheng/archive';
import { RelayModule } from '@bancheng/casebook/relay';
import { FollowUpModule } from '@bancheng/follow-up';
import { IntakeModule } from '@bancheng/intake';
import { JointMeetingModule } from '@bancheng/joint-meeting';
import { NoticesModule } from '@bancheng/notices';
import { ReportingModule } from '@bancheng/reporting';
import { RoutingModule } from '@bancheng/routing';
import { WorkflowWorkerModule } from '@bancheng/workflow-worker';
import { Module } from '@nestjs/common';

/** Every part in one process: a single hall's edition, and what `npm start` runs. */
@Module({
  imports: [
    IntakeModule,
    RoutingModule,
    JointMeetingModule,
    FollowUpModule,
    ArchiveModule,
    ReportingModule,
    NoticesModule,
    RelayModule,
    WorkflowWorkerModule,
  ],
})
export class AllInOneModule {}
