/** As much of a JSON Schema as the API's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** Values that keep a pattern of the document; one that none of them keeps fails the test that meets it. */
const LINES = [
  '办理情况',
  'scjg',
  '370406',
  'v-1',
  'application/pdf',
  'a'.repeat(64),
  '12:00',
  'name@example.com',
  'A1B2C3D4',
];
const NUL = '\u0000';
const INSTANTS = [
  '2099-12-31T15:59:59.999Z',
  '2000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00.000Z',
];
const DATES = ['2099-12-31', '2000-01-01', '9999-12-31', '0000-01-01', '2026-02-30'];
const TEXTS = [
  '',
  ' ',
  NUL,
  '\ud800',
  '\u202e王',
  '\ufffd',
  '%00%ff',
  "';--",
  'x'.repeat(200_000),
  ...DATES,
  ...INSTANTS,
];
const NUMBERS = [-1, 0, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, '1e999', 'NaN'];

/** Makes and spoils values by the schemas of one document. */
export class Extremes {
  constructor(
    private readonly components: Record<string, Schema>,
    /** Ids that exist, by the name of the field that asks for one. */
    private readonly known: Readonly<Record<string, string>>,
  ) {}

  /** A value that the schema takes, with ids that exist where a field's name says of what. */
  sample(given: Schema, name = ''): unknown {
    const schema = this.resolved(given);
    const { type, properties = {}, required = [] } = schema;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return schema.enum[0];
    const one = Array.isArray(type) ? type[0] : type;
    if (one === 'object') {
      return Object.fromEntries(required.map((field) => [field, this.sample(properties[field] ?? {}, field)]));
    }
    if (one === 'array')
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => this.sample(schema.items ?? {}, name));
    if (one === 'integer' || one === 'number') return Math.max(1, schema.minimum ?? 1);
    if (one === 'boolean') return true;
    if (one === 'null') return null;
    return this.known[name] ?? this.text(schema, name);
  }

  private text({ format, pattern, minLength = 0 }: Schema, name: string): string {
    if (format === 'uuid') return this.known['id']!;
    if (format === 'date') return '2026-03-10';
    if (format === 'date-time') return '2026-03-10T01:00:00.000Z';
    const fits = (line: string) =>
      line.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(line));
    const line = LINES.find(fits);
    if (line === undefined) throw new Error(`nothing is known that fits ${name}: ${pattern}`);
    return line;
  }

  /** The same value with one part of it spoiled, each part in each way; and the whole of it. */
  *spoiled(given: Schema, whole: unknown): Iterable<unknown> {
    yield* [null, [], 'x', 0, {}, nested(200)];
    yield* this.parts(given, whole, (part) => part);
  }

  private *parts(given: Schema, value: unknown, put: (part: unknown) => unknown): Iterable<unknown> {
    const schema = this.resolved(given);
    for (const extreme of this.extremesOf(schema, value)) yield put(extreme);
    const { properties = {}, items } = schema;
    if (isRecord(value)) {
      for (const [field, inner] of Object.entries(properties)) {
        const part = Object.hasOwn(value, field) ? value[field] : this.sample(inner, field);
        yield put({ ...value, [field]: part }); // what may be left out is there once
        yield* this.parts(inner, part, (changed) => put({ ...value, [field]: changed }));
      }
    }
    if (Array.isArray(value) && items !== undefined && value.length > 0) {
      yield* this.parts(items, value[0], (changed) => put([changed, ...(value as unknown[]).slice(1)]));
    }
  }

  private extremesOf({ type }: Schema, value: unknown): unknown[] {
    const one = Array.isArray(type) ? type[0] : type;
    if (one === 'string') return TEXTS;
    if (one === 'integer' || one === 'number') return NUMBERS;
    if (one === 'array') return [[], null, Array.from({ length: 2_000 }, () => (value as unknown[])[0])];
    return [null, 'x', [], nested(200)];
  }

  private resolved(schema: Schema): Schema {
    if (schema.$ref !== undefined) return this.resolved(this.components[schema.$ref.split('/').at(-1)!]!);
    const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    return either === undefined ? schema : this.resolved({ ...either[0]! });
  }
}

/** A place in a list that nobody was given, made of one that somebody was. */
export function* forged(cursor: string): Iterable<string> {
  const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
  const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  yield* [null, [], 0, '', nested(50)].map(write);
  for (const field of Object.keys(position)) {
    for (const value of [...TEXTS.filter(({ length }) => length < 200), ...NUMBERS, null, 'infinity'])
      yield write({ ...position, [field]: value });
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
