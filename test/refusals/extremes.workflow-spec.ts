import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join, resolve } from 'node:path';
import { ROLES, type Role } from '@bancheng/platform';
import { FakeClock, type Answer, type Caller } from '@bancheng/testing';
import { EngineSteps } from './engine-steps.js';
import { Extremes, forged, type Schema } from './extremes.js';
import { FIRST_DAY, Matter, registered, type RealServices } from './matter.js';
import { Services } from './services.js';
import { WAYS } from './ways.js';

const DOCUMENT = join(resolve(__dirname, '../..'), 'docs/reference/openapi/bancheng.json');
const JURISDICTION = '370406';
/** No answer of ours may keep the others waiting for longer (ms); what a busy machine did once it does not do three times. */
const LONGEST_HOLD_MS = 200;
const TIMES = 3;

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Schema;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  'x-roles'?: Role[];
}

interface Request {
  method: string;
  url: string;
  body: unknown;
}

const { paths, components } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const OPERATIONS = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
);

describe('every operation with values that no field is made for', () => {
  let services: Services;
  let hall: RealServices;
  let extremes: Extremes;
  let ids: string[];
  const clock = new FakeClock(FIRST_DAY);
  const delay = monitorEventLoopDelay({ resolution: 10 });

  beforeAll(async () => {
    services = await Services.start(clock);
    hall = await services.hall(JURISDICTION);
    const engine = new EngineSteps(services.app, () => clock.now());
    const first = (await registered(hall)).id!;
    const matters: Matter[] = [];
    for (const go of [...WAYS.dispatched, ...WAYS.transferred, ...WAYS['follow-up'], ...WAYS.archived]) {
      const matter = await Matter.register(hall, { first, earlier: first });
      await go(matter, engine);
      matters.push(matter);
    }
    const rows = matters.map((matter) => matter.rows);
    const of = <K extends 'meetings' | 'transfers' | 'calls' | 'instructions'>(kind: K) =>
      rows.flatMap((row) => row[kind]);
    const [slip] = rows.flatMap(({ slips }) => slips);
    const [extension] = rows.flatMap(({ extensions }) => extensions);
    ids = [matters[0]!.id, slip!.id, extension!.id, of('meetings')[0]!, of('transfers')[0]!, of('calls')[0]!];
    extremes = new Extremes(components.schemas, {
      ...{
        id: matters[0]!.id,
        complaintId: matters[0]!.id,
        dispatchId: slip!.id,
        department: 'scjg',
        agency: 'daiban',
      },
      ...{ number: matters[0]!.number, queryCode: matters[0]!.queryCode },
    });
    delay.enable();
  });
  afterAll(async () => {
    delay.disable();
    await services?.stop();
  });

  function callerOf(role: Role | null): Caller {
    return role === null ? hall.app.anyone : hall.app.as(role);
  }

  function send(caller: Caller, { method, url, body }: Request): Promise<Answer> {
    if (method === 'get' || method === 'delete') return caller[method](url);
    const headers = { 'if-match': '"1"' };
    return method === 'post' ? caller.post(url, body, headers) : caller[method as 'put' | 'patch'](url, body, headers);
  }

  /** What is wrong with the answer, or null; what took long is asked again. */
  async function faultOf(caller: Caller, request: Request): Promise<string | null> {
    for (let time = 1; ; time += 1) {
      delay.reset();
      const { status, body } = await send(caller, request);
      if (status >= 500) return `${status} ${JSON.stringify(body)}`;
      const held = delay.max / 1e6;
      if (held <= LONGEST_HOLD_MS) return null;
      if (time === TIMES) return `held the process for ${Math.round(held)} ms`;
    }
  }

  function urlOf(path: string, values: Readonly<Record<string, string>>): string {
    return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name]!));
  }

  function* requestsOf(path: string, method: string, { parameters = [], requestBody }: Operation): Iterable<Request> {
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    const body = requestBody?.content['application/json']?.schema;
    const whole = body === undefined ? undefined : extremes.sample(body);
    const good = Object.fromEntries(inPath.map(({ name, schema }) => [name, String(extremes.sample(schema, name))]));
    const places = inPath.some(({ schema }) => schema.format === 'uuid') ? ids.map((id) => ({ ...good, id })) : [good];
    for (const place of places) yield { method, url: urlOf(path, place), body: whole };
    for (const { name, schema } of inPath) {
      for (const value of extremes.spoiled(schema, good[name])) {
        if (typeof value === 'string' && !/\p{Cs}/u.test(value) && value.length < 1_000) {
          yield { method, url: urlOf(path, { ...good, [name]: value }), body: whole };
        }
      }
    }
    const url = urlOf(path, good);
    for (const { name, schema } of parameters.filter((parameter) => parameter.in === 'query')) {
      for (const value of extremes.spoiled(schema, extremes.sample(schema, name))) {
        const text = String(value);
        if (!/\p{Cs}/u.test(text) && text.length < 5_000)
          yield { method, url: `${url}?${new URLSearchParams({ [name]: text })}`, body: whole };
      }
    }
    if (body !== undefined) {
      for (const spoiled of extremes.spoiled(body, whole)) yield { method, url, body: spoiled };
    }
  }

  it.each(OPERATIONS)('$name: a refusal at the worst, and nobody waits', async ({ path, method, operation }) => {
    const roles = operation['x-roles'] ?? [null];
    const faults = new Set<string>();
    for (const request of requestsOf(path, method, operation)) {
      for (const role of roles) {
        const fault = await faultOf(callerOf(role), request);
        if (fault !== null)
          faults.add(`${role} ${request.url.slice(0, 200)} ${JSON.stringify(request.body)?.slice(0, 300)}: ${fault}`);
      }
    }
    for (const role of ROLES.filter((other) => !(roles as (Role | null)[]).includes(other))) {
      const [request] = requestsOf(path, method, operation);
      const fault = await faultOf(callerOf(role), request!);
      if (fault !== null) faults.add(`${role}: ${fault}`);
    }
    expect([...faults]).toEqual([]);
  });

  it.each(OPERATIONS.filter(({ operation }) => operation.parameters?.some(({ name }) => name === 'cursor')))(
    '$name: a forged cursor is refused',
    async ({ path, method, operation }) => {
      const [request] = requestsOf(path, method, operation);
      const faults = new Set<string>();
      for (const role of operation['x-roles'] ?? [null]) {
        const { body } = await callerOf(role).get(`${request!.url}?limit=1`);
        if (typeof body?.next !== 'string') continue;
        for (const cursor of forged(body.next)) {
          const fault = await faultOf(callerOf(role), { ...request!, url: `${request!.url}?cursor=${cursor}` });
          if (fault !== null) faults.add(`${Buffer.from(cursor, 'base64url').toString()}: ${fault}`);
        }
      }
      expect([...faults]).toEqual([]);
    },
  );

  it('holds nobody up with a file of more lines than it takes, nor with a body that only opens brackets', async () => {
    const file = { method: 'post', url: '/v1/complaints/offline-slips', body: '{}\n'.repeat(100_000) };
    const clerk = hall.app.as('clerk');
    const asLines = { 'content-type': 'application/x-ndjson' };
    expect(await faultOf({ ...clerk, post: (url, body) => clerk.post(url, body, asLines) }, file)).toBeNull();
    const { anyone } = hall.app;
    const asJson = { 'content-type': 'application/json' };
    const brackets = { method: 'post', url: '/v1/complaints', body: '['.repeat(256 * 1024 - 1) };
    expect(await faultOf({ ...anyone, post: (url, body) => anyone.post(url, body, asJson) }, brackets)).toBeNull();
  });
});
