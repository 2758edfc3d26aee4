import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse as parseYaml } from 'yaml';
import { repoRoot } from '../../deploy/local/core/paths.mjs';
import { buildReference } from './reference.mjs';

const FOLDER = join(repoRoot, 'docs', 'reference');
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

interface Operation {
  operationId: string;
  summary?: string;
  parameters: { name: string; in: string }[];
  'x-roles'?: string[];
  security?: unknown[];
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let files: Map<string, string>;
let services: [string, OpenApi][];
let merged: OpenApi;

beforeAll(async () => {
  files = await buildReference();
  const documents = [...files].filter(([path]) => path.startsWith('openapi/'));
  const parsed = documents.map(([path, text]) => [path.slice(8, -5), JSON.parse(text)] as [string, OpenApi]);
  services = parsed.filter(([name]) => name !== 'bancheng');
  merged = Object.fromEntries(parsed)['bancheng']!;
});

function operationsOf({ paths }: OpenApi): { path: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({ path, operation: item[method]! })),
  );
}

function resolves(document: unknown, reference: string): boolean {
  const steps = reference.replace('#/', '').split('/');
  return steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], document) !== undefined;
}

describe('docs/reference', () => {
  it('is what `npm run docs` writes from the code as it is', () => {
    const stored = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const expected = [...files].map(([path, text]) => [join(FOLDER, path), text] as const);
    expect(stored.sort()).toEqual(expected.map(([path]) => path).sort());
    for (const [path, text] of expected) expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('the OpenAPI documents', () => {
  const all = () => [...services, ['bancheng', merged] as [string, OpenApi]];

  it('are OpenAPI 3.1 whose references resolve', () => {
    for (const [, document] of all()) {
      expect(document.openapi).toBe('3.1.0');
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"(.*?)"/g)].map(([, reference]) => reference!);
      expect(references.filter((reference) => !resolves(document, reference))).toEqual([]);
    }
  });

  it('are valid by the official OpenAPI schema', async () => {
    for (const [name, document] of all()) {
      const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
      expect({ name, valid, errors: errors ?? [] }).toEqual({ name, valid: true, errors: [] });
    }
  });

  it('name, summarise and guard every operation, and declare the parameters of its path', () => {
    for (const [, document] of all()) {
      const operations = operationsOf(document);
      const ids = operations.map(({ operation }) => operation.operationId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { path, operation } of operations) {
        expect(operation.summary).toBeTruthy();
        expect(operation['x-roles'] === undefined).toBe(operation.security === undefined);
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect(declared.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      }
    }
  });

  it('are together the merged one, each component meaning the same everywhere', () => {
    const paths = new Set(services.flatMap(([, document]) => Object.keys(document.paths)));
    expect(Object.keys(merged.paths)).toEqual([...paths].sort());
    for (const [, document] of services) expect(merged.components.schemas).toMatchObject(document.components.schemas);
  });

  it('keep each service within the prefixes that the Ingress sends to it', () => {
    const chart = readFileSync(join(repoRoot, 'helm/bancheng/files/services.yaml'), 'utf8');
    const programs = parseYaml(chart) as Record<string, { paths?: string[] }>;
    for (const [service, document] of services) {
      const prefixes = programs[service]?.paths ?? [];
      const outside = Object.keys(document.paths).filter(
        (path) => !path.startsWith('/health/') && !prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/`)),
      );
      expect({ service, outside }).toEqual({ service, outside: [] });
    }
  });
});

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3.0', async () => {
    const { document, diagnostics } = await new Parser().parse(files.get('asyncapi.json')!);
    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
  });
});
