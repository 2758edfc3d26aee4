import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { safeError } from './safe-error.js';

export type { Logger };

/** Injection token of the process's pino {@link Logger}. */
export const LOGGER = Symbol('Logger');

/** Keys that are masked wherever a log record carries them at its first or second level. */
const MASKED = ['authorization', 'password', 'token', 'name', 'phone', 'phoneGiven', 'record', 'body'];

/** The process's logger: JSON lines on standard output, ISO times, errors without data (see `safeError`). */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: safeError },
    redact: { paths: MASKED.flatMap((key) => [key, `*.${key}`]), censor: '…' },
  });
}

/** Lets Nest's own messages go through pino. */
export class PinoNestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest passes its context (a class's name) last; an Error goes through the serialiser, not into the text. */
  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal', message: unknown, rest: unknown[]) {
    const context = rest.at(-1);
    if (message instanceof Error) this.logger[level]({ context, err: message }, message.name);
    else this.logger[level]({ context }, String(message));
  }
}
