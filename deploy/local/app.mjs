import { join } from 'node:path';
import { repoRoot } from './core/paths.mjs';
import { runTool } from './core/process.mjs';
import { ProcessPart } from './parts/part.mjs';

/** @typedef {import('./parts/index.mjs').Parts} Parts */

/**
 * Brings the database to the newest migration.
 * @param {Record<string, string>} env @param {AbortSignal} [signal]
 */
export async function migrate(env, signal) {
  const file = join(repoRoot, 'apps/all-in-one/dist/migrate.js');
  await runTool({ file: process.execPath, args: [file], cwd: repoRoot, env: { ...process.env, ...env } }, { signal });
}

/**
 * All services in one process.
 * @param {Parts} parts @param {Record<string, string>} env PORT and BANCHENG_API beside the parts' own
 * @param {(part: import('./parts/part.mjs').Part, how: string) => void} onCrash
 * @param {import('./parts/part.mjs').Spawn} [spawn] starts the process
 */
export function allInOne(parts, env, onCrash, spawn) {
  const { DATABASE_URL: _owner, ...serviceEnv } = env;
  const { DATABASE_URL: _outside, ...inherited } = process.env;
  return new ProcessPart({
    name: 'app',
    dataDir: parts.dataDir,
    logFile: join(parts.dataDir, 'logs', 'app.log'),
    launch: {
      file: process.execPath,
      args: [
        `--require=${join(repoRoot, 'apps/workflow-worker/no-stack-traces.cjs')}`,
        join(repoRoot, 'apps/all-in-one/dist/main.js'),
      ],
      cwd: repoRoot,
      env: { HOST: '127.0.0.1', ...inherited, ...serviceEnv }, // this machine alone, unless told otherwise
    },
    ready: async () => {
      const { ok, status } = await fetch(`${env.BANCHENG_API}/health/ready`);
      if (!ok) throw new Error(`HTTP ${status}`);
    },
    onCrash,
    ...(spawn && { spawn }),
  });
}
