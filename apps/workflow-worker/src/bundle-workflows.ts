import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

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
