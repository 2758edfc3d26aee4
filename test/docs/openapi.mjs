import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOpenApi, Config, createLogger, PlatformModule, SystemClock } from '@bancheng/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { repoRoot } from '../../deploy/local/core/paths.mjs';

/**
 * @typedef {new (...dependencies: any[]) => object} NestModule
 * @typedef {import('@nestjs/swagger').OpenAPIObject} OpenApiDocument
 */

class DocumentedModule {}
Module({})(DocumentedModule);

/**
 * The OpenAPI 3.1 document that the app serves at `/openapi.json`. Nest's preview mode reads what the modules declare
 * and makes no instance of it, so nothing is configured and nothing connects.
 * @param {string} app folder under `apps/`
 * @param {NestModule[]} modules
 * @returns {Promise<OpenApiDocument>}
 */
export async function openApiOf(app, modules) {
  const platform = PlatformModule.forRoot(Config.load({}, []), createLogger('silent'), new SystemClock());
  const root = { module: DocumentedModule, imports: [platform, ...modules] };
  const preview = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false });
  const document = buildOpenApi(preview, infoOf(app));
  document.paths = sorted(document.paths);
  const { components } = document;
  if (components?.schemas) components.schemas = sorted(components.schemas);
  return document;
}

/** Title and version as the app's own `main.ts` gives them. @param {string} app */
function infoOf(app) {
  const main = readFileSync(join(repoRoot, 'apps', app, 'src', 'main.ts'), 'utf8');
  const [, title, version] = /\{ title: '(.+?)', version: '(.+?)' \}/.exec(main) ?? [];
  if (!title || !version) throw new Error(`apps/${app}/src/main.ts names no title and version`);
  return { title, version };
}

/** @template T @param {Record<string, T>} record @returns {Record<string, T>} */
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
