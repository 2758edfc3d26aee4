import type { DynamicModule, Type } from '@nestjs/common';
import { oidcSection } from '../auth/oidc.config.js';
import { Config, type Section } from '../config/config.js';
import { runProgram } from '../config/run-program.js';
import { createHttpApp } from './http-app.js';
import type { OpenApiInfo } from './openapi.js';
import { processSection } from './process.config.js';

/**
 * Runs one process from boot to shutdown: configuration first, then modules, then the port.
 * @param sections what the module's parts need beside process and OIDC
 */
export async function runApp(
  module: Type<unknown> | DynamicModule,
  openApi: OpenApiInfo,
  sections: readonly Section<unknown>[],
): Promise<void> {
  await runProgram(async () => {
    const config = Config.load(process.env, [processSection, oidcSection, ...sections]);
    const app = await createHttpApp(module, config, openApi);
    const { host, port } = config.get(processSection);
    await app.listen(port, host);
  });
}
