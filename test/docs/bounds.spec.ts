import { buildReference } from './reference.mjs';

interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  maxProperties?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Formats whose values have one length, give or take an offset. */
const SHORT_FORMATS = ['date', 'date-time', 'uuid'];
/** A pattern of the whole text in which nothing may come without end. */
const boundedPattern = (pattern: string) =>
  pattern.startsWith('^') &&
  pattern.endsWith('$') &&
  !/[*+]|\{\d+,\}/.test(pattern.replace(/\[[^\]]*\]|\\.|\(\?[=!][^)]*\)/g, 'x')); // look-aheads take nothing

/** What a schema lets through without a bound, each by its place. */
function* unbounded(schema: Schema, place: string, schemas: Record<string, Schema>): Iterable<string> {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1)!;
    yield* unbounded(schemas[name]!, place, schemas);
    return;
  }
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
    yield* unbounded(part, place, schemas);
  }
  if ('const' in schema || schema.enum !== undefined) return;
  if (schema.type === 'string' && !isShort(schema)) yield `${place}: text`;
  if (['integer', 'number'].includes(schema.type ?? '') && schema.maximum === undefined) yield `${place}: number`;
  if (schema.type === 'array') {
    if (schema.maxItems === undefined) yield `${place}: list`;
    yield* unbounded(schema.items ?? {}, `${place}[]`, schemas);
  }
  for (const [field, part] of Object.entries(schema.properties ?? {})) {
    yield* unbounded(part, `${place}.${field}`, schemas);
  }
  if (typeof schema.additionalProperties === 'object') {
    if (schema.maxProperties === undefined) yield `${place}: names`;
    yield* unbounded(schema.propertyNames ?? {}, `${place}.<name>`, schemas);
    yield* unbounded(schema.additionalProperties, `${place}.<value>`, schemas);
  }
}

const isShort = ({ maxLength, format, pattern }: Schema) =>
  maxLength !== undefined || SHORT_FORMATS.includes(format ?? '') || (pattern !== undefined && boundedPattern(pattern));

describe('what a caller may send', () => {
  it('has a bound in the document itself: every text, number, list and set of names', async () => {
    const { paths, components } = JSON.parse((await buildReference()).get('openapi/bancheng.json')!) as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, Schema> };
    };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBeGreaterThan(50);
    const found = operations.flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters.flatMap(({ in: where, name, schema }) => [
        ...unbounded(schema, `${operationId} ${where} ${name}`, components.schemas),
      ]),
      ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => [
        ...unbounded(schema, `${operationId} body`, components.schemas),
      ]),
    ]);
    expect(found).toEqual([]);
  });
});
