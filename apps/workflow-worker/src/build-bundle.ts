import { writeBundle } from './bundle-workflows.js';

// node apps/workflow-worker/dist/build-bundle.js, after `tsc -b`
await writeBundle();
