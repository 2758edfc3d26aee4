import { z } from 'zod';
import { CHINESE_MESSAGES } from '../http/field-messages.js';

/** One coherent group of environment variables; `name` identifies it inside a {@link Config}. */
export interface Section<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

export function section<T>(name: string, schema: z.ZodType<T>): Section<T> {
  return { name, schema };
}

/** Thrown at boot. Its message names every bad variable, one a line, and never repeats a value: values may be secrets. */
export class ConfigError extends Error {
  constructor(readonly variables: readonly string[]) {
    super(['配置有误，进程不能启动：', ...variables.map((line) => `  ${line}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * The one typed source of configuration. A process loads the sections that its modules need, all validated together
 * before anything connects; afterwards `get` hands out the typed values.
 */
export class Config {
  private constructor(private readonly values: ReadonlyMap<string, unknown>) {}

  /**
   * @param env usually `process.env`; an empty string counts as unset
   * @throws ConfigError listing every bad variable of every section
   */
  static load(env: NodeJS.ProcessEnv, sections: readonly Section<unknown>[]): Config {
    z.config(CHINESE_MESSAGES);
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
    const values = new Map<string, unknown>();
    const bad: string[] = [];
    for (const { name, schema } of sections) {
      const result = schema.safeParse(given);
      if (result.success) values.set(name, result.data);
      else bad.push(...result.error.issues.map((issue) => describe(issue, given)));
    }
    if (bad.length > 0) throw new ConfigError([...new Set(bad)]);
    return new Config(values);
  }

  /** @throws Error when the process did not load that section: a programming error, not an operator's */
  get<T>(section: Section<T>): T {
    if (!this.values.has(section.name)) throw new Error(`Configuration section "${section.name}" was not loaded`);
    return this.values.get(section.name) as T;
  }

  has(section: Section<unknown>): boolean {
    return this.values.has(section.name);
  }
}

function describe(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const variable = String(issue.path[0]);
  return `${variable}：${given[variable] === undefined && issue.code !== 'custom' ? '未设置' : issue.message}`;
}
