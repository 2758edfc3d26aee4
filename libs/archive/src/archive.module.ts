import { CasebookModule, CloseCase } from '@bancheng/casebook';
import { TASK_QUEUES } from '@bancheng/contracts';
import { DatabaseModule, TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { archiveActivities } from './activities/archive.activities.js';
import { ArchiveCase } from './application/archive-case.use-case.js';
import { ListCatalogue } from './application/list-catalogue.use-case.js';
import { ReadCaseFile } from './application/read-case-file.use-case.js';
import { RetentionRules } from './application/retention-rules.use-case.js';
import { ArchivesController } from './http/archives.controller.js';
import { CaseFileEntity } from './infrastructure/case-file.entity.js';
import { RetentionRuleEntity } from './infrastructure/retention-rule.entity.js';

/** 归档. */
@Module({
  imports: [
    CasebookModule,
    DatabaseModule.forService('archive', { schema: 'archive', entities: [CaseFileEntity, RetentionRuleEntity] }),
    TemporalModule,
  ],
  controllers: [ArchivesController],
  providers: [
    ArchiveCase,
    CloseCase.for('archive'),
    ReadCaseFile,
    ListCatalogue,
    RetentionRules,
    temporalWorker({
      taskQueue: TASK_QUEUES.archive,
      inject: [CloseCase, ArchiveCase],
      useFactory: (closing: CloseCase, archiving: ArchiveCase) => ({
        activities: archiveActivities(closing, archiving),
      }),
    }),
  ],
})
export class ArchiveModule {}
