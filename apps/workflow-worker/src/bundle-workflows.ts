import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

const ENTRY = fileURLToPath(new URL('../../../libs/workflows/src/index.ts', import.meta.url));

/** How payloads are read inside the sandbox, and signals before they are; in the source tree also of a built worker. */
const CONVERTER = fileURLToPath(new URL('../../../libs/workflows/src/payload-converter.ts', import.meta.url));
const INTERCEPTOR = fileURLToPath(
  new URL('../../../libs/workflows/src/reserved-signals.interceptor.ts', import.meta.url),
);

/**
 * Bundles the workflow code of `entry` (TypeScript source) for Temporal's sandbox. Packages of this workspace are taken
 * from their source, so the bundle never depends on what else was built.
 */
export async function bundleWorkflows(entry: string): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: entry,
    logger: new DefaultLogger('WARN'),
    payloadConverterPath: CONVERTER,
    workflowInterceptorModules: [INTERCEPTOR],
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        conditionNames: ['@bancheng/source', 'import', 'module', 'require', 'default'],
        extensionAlias: { '.js': ['.ts', '.js'] },
      },
    }),
  });
}

/** Makes the bundle that `WorkflowWorkerModule` hosts, from the sources. */
export async function writeBundle(): Promise<void> {
  const { code } = await bundleWorkflows(ENTRY);
  await writeFile(new URL('./workflow-bundle.js', import.meta.url), code);
}
