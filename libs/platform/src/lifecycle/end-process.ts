import type { Logger } from '../logging/logger.js';

/** Ends this process in order (Nest's shutdown hooks run) with a failure, for its supervisor to start it afresh. */
export function endProcess(logger: Logger, reason: string, error: unknown): void {
  logger.fatal({ err: error }, reason);
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}
