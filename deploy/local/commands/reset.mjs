import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../core/paths.mjs';
import { LocalError } from '../core/report.mjs';
import { isHeld, stopLeftovers } from '../parts/leftovers.mjs';

/**
 * Empties the data folder, after ending what a killed runner left in it.
 * @type {import('../run.mjs').Command}
 */
export default async function reset() {
  const folder = dataFolder();
  const content = existsSync(folder) ? readdirSync(folder) : [];
  if (content.length > 0 && !content.includes('state.json')) {
    throw new LocalError(
      `${folder} 不是本系统的数据目录，不予清空。`,
      `${folder} is not a data folder of ours; it stays as it is.`,
    );
  }
  if (isHeld(folder)) {
    throw new LocalError('系统正在运行，请先按 Ctrl-C 停止。', 'The system is running: stop it first (Ctrl-C).');
  }
  await stopLeftovers(folder);
  for (const name of content) rmSync(join(folder, name), { recursive: true, force: true });
  console.log(`已清空 / emptied: ${folder}`);
  return 0;
}
