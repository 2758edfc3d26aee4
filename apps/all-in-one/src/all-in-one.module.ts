import { ArchiveModule } from '@bancheng/archive';
import { DirectoryModule } from '@bancheng/directory';
import { FollowUpModule } from '@bancheng/follow-up';
import { IntakeModule } from '@bancheng/intake';
import { JointMeetingModule } from '@bancheng/joint-meeting';
import { NoticesModule } from '@bancheng/notices';
import { RelayModule } from '@bancheng/relay';
import { ReportingModule } from '@bancheng/reporting';
import { RoutingModule } from '@bancheng/routing';
import { RulesModule } from '@bancheng/rules';
import { SupervisionModule } from '@bancheng/supervision';
import { TransferModule } from '@bancheng/transfer';
import { WorkflowWorkerModule } from '@bancheng/workflow-worker';
import { Module } from '@nestjs/common';

/** Every part in one process: a single hall's edition, and what `npm start` runs. */
@Module({
  imports: [
    IntakeModule,
    RulesModule,
    RoutingModule,
    SupervisionModule,
    TransferModule,
    DirectoryModule,
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
