import { fileURLToPath } from 'node:url';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import { TemporalModule, temporalWorker } from '@bancheng/platform';
import { Module } from '@nestjs/common';

/** Hosts the pre-built workflow bundle; the business is in the bundle and in the services' activities. */
@Module({
  imports: [TemporalModule],
  providers: [
    temporalWorker({
      taskQueue: TASK_QUEUES.workflows,
      inject: [],
      useFactory: () => ({
        workflowBundle: { codePath: fileURLToPath(new URL('./workflow-bundle.js', import.meta.url)) },
      }),
    }),
  ],
})
export class WorkflowWorkerModule {}
