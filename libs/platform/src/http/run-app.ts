import type { DynamicModule, Type } from '@nestjs/common';
import { oidcSection } from '../auth/oidc.config.js';
import { Config, ConfigError, type Section } from '../config/config.js';
import { createLogger } from '../logging/logger.js';
import { createHttpApp } from './http-app.js';
import type { OpenApiInfo } from './openapi.js';
import { processSection } from './process.config.js';

/**
 * Runs one process from boot to shutdown: configuration first, then modules, then the port. Any bad variable ends it with
 * code 78 (EX_CONFIG) before anything is connected, any other fault of the start with code 1 for a supervisor to try again.
 * @param sections what the module's parts need beside process and OIDC
 */
export async function runApp(
  module: Type<unknown> | DynamicModule,
  openApi: OpenApiInfo,
  sections: readonly Section<unknown>[],
): Promise<void> {
  try {
    const config = Config.load(process.env, [processSection, oidcSection, ...sections]);
    const app = await createHttpApp(module, config, openApi);
    const { host, port } = config.get(processSection);
    await app.listen(port, host);
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exit(78);
    }
    createLogger('fatal').fatal({ err: error }, 'cannot start');
    process.exit(1); // not `exitCode`: parts that did start would keep the process alive
  }
}
