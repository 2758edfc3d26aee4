import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { OIDC_SCHEME } from '../auth/auth.decorators.js';
import { markOutputs, nameOutputs } from './openapi-names.js';

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'urn:bancheng:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: '稳定的错误代码' },
    instance: { type: 'string', format: 'uri', description: 'urn:bancheng:request:<请求编号>' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['in', 'pointer', 'code', 'message'],
        properties: {
          in: { type: 'string', enum: ['body', 'query', 'path'] },
          pointer: { type: 'string', description: 'JSON Pointer（RFC 6901）' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

/** The OpenAPI 3.1 document of the application's controllers; schemas come from zod as JSON Schema 2020-12. */
export function buildOpenApi(app: INestApplication, info: OpenApiInfo): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(info.title)
    .setVersion(info.version)
    .setDescription(info.description ?? '')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, OIDC_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    standardSchemaConverter: (schema, { schemaType }) => toJsonSchema(schema, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  describeProblems(document);
  return nameOutputs(document);
}

/**
 * Nest's own converter would ask zod for OpenAPI 3.0. Schemas with an id (`.meta({ id })`) become components; one with
 * a default or a transformation reads differently as answer than as request, so answers get names of their own.
 */
function toJsonSchema(schema: unknown, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema as z.ZodType, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
  const { $defs = {}, ...root } = io === 'output' ? markOutputs(json) : json;
  return { schema: root, components: $defs as Record<string, unknown> };
}

/** Every operation may answer with a problem; the statuses that always may are listed, the others are the default. */
function describeProblems(document: OpenAPIObject): void {
  const components = (document.components ??= {});
  components.schemas = { ...components.schemas, Problem: problemSchema as never };
  components.responses = {
    ...components.responses,
    Problem: {
      description: '问题详情（RFC 9457）',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  const problem = { $ref: '#/components/responses/Problem' };
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const guarded = operation.security ? { '401': problem, '403': problem } : {};
      operation.responses = { ...operation.responses, '400': problem, ...guarded, default: problem };
    }
  }
}
