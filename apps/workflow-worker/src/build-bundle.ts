import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from './bundle-workflows.js';

/** Builds the bundle that `WorkflowWorkerModule` hosts: `node apps/workflow-worker/dist/build-bundle.js`, after `tsc -b`. */
const entry = fileURLToPath(new URL('../../../libs/workflows/src/index.ts', import.meta.url));
const { code } = await bundleWorkflows(entry);
await writeFile(new URL('./workflow-bundle.js', import.meta.url), code);
