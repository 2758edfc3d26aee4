import { Runtime } from '@temporalio/worker';
import type { Logger as TemporalLogger, LogLevel } from '@temporalio/common';
import type { Logger } from '../logging/logger.js';

let installed = false;

/** Once a process, before any worker: the SDK logs through pino, and leaves signals to Nest alone. */
export function installTemporalRuntime(logger: Logger): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: logThrough(logger),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}

/** Of the SDK's meta only what tells where: the rest may be whole failures with their details. */
function logThrough(logger: Logger): TemporalLogger {
  const write = (level: Lowercase<LogLevel>, message: string, meta: Record<string | symbol, unknown> = {}) => {
    const { sdkComponent, taskQueue, workflowId, workflowType, activityType, error } = meta;
    logger[level]({ sdkComponent, taskQueue, workflowId, workflowType, activityType, err: error }, message);
  };
  return {
    log: (level, message, meta) => write(level.toLowerCase() as Lowercase<LogLevel>, message, meta),
    trace: (message, meta) => write('trace', message, meta),
    debug: (message, meta) => write('debug', message, meta),
    info: (message, meta) => write('info', message, meta),
    warn: (message, meta) => write('warn', message, meta),
    error: (message, meta) => write('error', message, meta),
  };
}
