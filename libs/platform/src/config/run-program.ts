import { ConfigError } from './config.js';
import { createLogger } from '../logging/logger.js';

/**
 * Runs a program's work. A bad variable ends it with code 78 (EX_CONFIG) and its names, any other fault with code 1 for a
 * supervisor to try again.
 */
export async function runProgram(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(78);
    }
    createLogger('fatal').fatal({ err: error }, 'given up');
    process.exit(1); // not `exitCode`: parts that did start would keep the process alive
  }
}
