import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

const HISTORIES = resolve(__dirname, 'histories');
const stored = readdirSync(HISTORIES).filter((file) => file.endsWith('.json'));

async function replay(workflowBundle: WorkflowBundleWithSourceMap, file: string): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle }, JSON.parse(readFileSync(join(HISTORIES, file), 'utf8')));
}

describe('stored histories', () => {
  let present: WorkflowBundleWithSourceMap;
  let altered: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    present = await bundleWorkflows(resolve(__dirname, '../../libs/workflows/src/index.ts'));
    altered = await bundleWorkflows(resolve(__dirname, 'altered/index.ts'));
  });

  it('cover the paths of a case', () => {
    expect(stored.length).toBeGreaterThanOrEqual(8);
  });

  it.each(stored)('%s replays on the present workflow', async (file) => {
    await expect(replay(present, file)).resolves.toBeUndefined();
  });

  it.each(stored)('%s refuses an altered workflow', async (file) => {
    await expect(replay(altered, file)).rejects.toBeInstanceOf(DeterminismViolationError);
  });
});
