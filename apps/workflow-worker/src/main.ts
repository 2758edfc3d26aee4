import { runApp, temporalSection } from '@bancheng/platform';
import { WorkflowWorkerModule } from './workflow-worker.module.js';

await runApp(WorkflowWorkerModule, { title: '办成：流程引擎', version: '1' }, [temporalSection]);
