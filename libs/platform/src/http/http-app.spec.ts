import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { TestIssuer } from '@bancheng/testing';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Put, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiCreatedResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Public, Roles } from '../auth/auth.decorators.js';
import type { Actor } from '../auth/actor.js';
import { oidcSection } from '../auth/oidc.config.js';
import { Config } from '../config/config.js';
import type { CommandContext } from './command-context.js';
import { Command } from './command.decorator.js';
import { pageQuery, type PageQuery } from './cursor.js';
import { IfMatch } from './etag.js';
import { JsonLines } from './json-lines.js';
import { createHttpApp } from './http-app.js';
import { conflict } from './problem.js';
import { processSection } from './process.config.js';
import { RateLimit } from './rate-limit.js';

const thing = z
  .strictObject({
    record: z.string().min(1).max(2000),
    kind: z.enum(['a', 'b']),
    people: z.array(z.strictObject({ age: z.int() })).default([]),
    remark: z.string().nullable().default(null),
  })
  .meta({ id: 'Thing' });
const stored = z.strictObject({ id: z.string(), thing }).meta({ id: 'Stored' });
const id = z.string().regex(/^\d+$/);

@Controller('v1/things')
class ThingsController {
  @Post()
  @Roles('clerk')
  @ApiCreatedResponse({ standardSchema: stored })
  create(@Command() command: CommandContext, @Body({ schema: thing }) body: z.output<typeof thing>) {
    return { command, body };
  }

  @Get()
  @Roles('clerk', 'leader')
  list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery) {
    return { actor, query };
  }

  @Put(':id')
  @Roles('clerk')
  edit(@Param('id', { schema: id }) thingId: string, @IfMatch() version: number) {
    return { thingId, version };
  }

  @Post('fail')
  @Roles('clerk')
  fail() {
    throw new Error('王小明 13800000000');
  }

  @Post('refuse')
  @Roles('clerk')
  refuse() {
    throw conflict('not-now', '现在不行', '先签收。');
  }

  @Post('lines')
  @Roles('clerk')
  @JsonLines()
  lines(@Body({ schema: z.string() }) file: string) {
    return { lines: file.split('\n') };
  }

  @Post('status')
  @Public()
  @HttpCode(200)
  @RateLimit(3)
  status() {
    return {};
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

/** What a server answers to these bytes. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

describe('the HTTP application', () => {
  let issuer: TestIssuer;
  let app: NestFastifyApplication;
  let clerk: Record<string, string>;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    const env = { LOG_LEVEL: 'silent', OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'bancheng' };
    app = await createHttpApp(ThingsModule, Config.load(env, [processSection, oidcSection]), {
      title: '测试',
      version: '1',
    });
    await app.init();
    clerk = { authorization: `Bearer ${await issuer.token({ bancheng_roles: ['clerk'] })}` };
  });

  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  const good = { record: '窗口不收材料', kind: 'a' };
  const post = (payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/things',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-12345', ...clerk, ...headers },
      payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    });

  it('refuses a body that nests too deep before it walks into it, with a key as without a token', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(5_000)}1${close.repeat(5_000)}`;
      const [known, unknown] = [await post(deep), await post(deep, { authorization: '' })];
      for (const response of [known, unknown]) {
        expect(response.statusCode).toBe(400);
        expect(response.json()).toMatchObject({ code: 'body-too-deep' });
      }
    }
    expect((await post({ ...good, record: `${'['.repeat(50)}"\\` })).statusCode).toBe(201);
  });

  it('answers what nobody may keep, guess a type of or frame', async () => {
    for (const { headers } of [await post(good), await post({})]) {
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  it('answers what never became a request as a problem too, and waits for no slow one', async () => {
    const server = app.getHttpServer() as Server;
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 30_000]);
    await app.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    expect(await raw(port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 [^]*application\/problem\+json[^]*"code":"headers-too-large"/,
    );
    expect(await raw(port, 'rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"code":"request-malformed"/);
  });

  it('hands a valid command to the controller', async () => {
    const response = await post(good, { 'x-request-id': 'req-00000001' });
    expect(response.statusCode).toBe(201);
    expect(response.headers['x-request-id']).toBe('req-00000001');
    expect(response.json()).toEqual({
      body: { ...good, people: [], remark: null },
      command: {
        actor: { subject: 'person-1', name: null, roles: ['clerk'], jurisdiction: '370406', department: null },
        idempotency: {
          key: 'key-12345',
          endpoint: 'POST /v1/things',
          digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        },
        requestId: 'req-00000001',
      },
    });
  });

  it('takes a file of JSON lines where an endpoint asks for one, and nowhere else', async () => {
    const send = (url: string, payload: string) =>
      app.inject({ method: 'POST', url, payload, headers: { ...clerk, 'content-type': 'application/x-ndjson' } });
    expect((await send('/v1/things/lines', '{"a":1}\n{')).json()).toEqual({ lines: ['{"a":1}', '{'] });
    expect((await send('/v1/things/lines', 'x'.repeat(1_100_000))).json()).toMatchObject({ code: 'body-too-large' });
    expect((await send('/v1/things', JSON.stringify(good))).json()).toMatchObject({ code: 'media-type-unsupported' });
    const document = (await app.inject('/openapi.json')).json();
    expect(Object.keys(document.paths['/v1/things/lines'].post.requestBody.content)).toEqual(['application/x-ndjson']);
  });

  it('digests what is asked, not how it is written', async () => {
    const digest = async (...args: Parameters<typeof post>) => (await post(...args)).json().command.idempotency.digest;
    const first = await digest(good);
    expect(await digest(`{ "kind": "a",\n "record": "窗口不收材料" }`)).toBe(first);
    expect(await digest({ ...good, kind: 'b' })).not.toBe(first);
    expect(await digest(good, { 'if-match': '"1"' })).not.toBe(first);
  });

  it('names every refused field with pointer, code and Chinese message', async () => {
    const response = await post({ kind: 'c', people: [{ age: 'old' }], extra: 1, 'a/b': 2 });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const problem = response.json();
    expect(problem).toMatchObject({
      type: 'urn:bancheng:problem:request-invalid',
      code: 'request-invalid',
      title: '提交的内容不符合要求',
      status: 400,
      instance: `urn:bancheng:request:${String(response.headers['x-request-id'])}`,
    });
    expect(
      problem.errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`).sort(),
    ).toEqual([
      '/a~1b unknown-field',
      '/extra unknown-field',
      '/kind invalid-value',
      '/people/0/age invalid-type',
      '/record invalid-type',
    ]);
    for (const error of problem.errors)
      expect(error).toMatchObject({ in: 'body', message: expect.stringMatching(/[一-鿿]/) });
  });

  it.each([
    ['bad JSON', '{"record": ', {}, 400, 'request-malformed'],
    ['an empty body where one is needed', '', {}, 400, 'request-invalid'],
    ['a poisoned prototype', '{"__proto__": {"x": 1}}', {}, 400, 'request-malformed'],
    ['a body in GBK', Buffer.from('7b227265636f7264223a22b0ecb2bbb3c922', 'hex'), {}, 400, 'body-not-utf8'],
    ['an array', [good], {}, 400, 'request-invalid'],
    ['null', null, {}, 400, 'request-invalid'],
    ['a 1 MB text', { ...good, record: '长'.repeat(350_000) }, {}, 413, 'body-too-large'],
    ['XML', '<thing/>', { 'content-type': 'application/xml' }, 415, 'media-type-unsupported'],
    [
      'a form',
      'record=x&kind=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'media-type-unsupported',
    ],
    ['a short key', good, { 'idempotency-key': 'short' }, 400, 'idempotency-key-required'],
    ['a key with spaces', good, { 'idempotency-key': 'has spaces in it' }, 400, 'idempotency-key-required'],
    ['no key', good, { 'idempotency-key': '' }, 400, 'idempotency-key-required'],
    ['no token', good, { authorization: '' }, 401, 'token-required'],
  ])('answers %s with a problem', async (_, payload, headers, status, code) => {
    const response = await post(payload, headers as Record<string, string>);
    expect({ status: response.statusCode, code: response.json().code }).toEqual({ status, code });
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  it('takes an empty body, whatever its type, where none is needed', async () => {
    for (const type of [{}, { 'content-type': 'application/json' }]) {
      const response = await app.inject({ method: 'POST', url: '/v1/things/refuse', headers: { ...clerk, ...type } });
      expect({ status: response.statusCode, code: response.json().code }).toEqual({ status: 409, code: 'not-now' });
    }
  });

  it.each([
    ['GET', '/v1/nothing', 404, 'route-not-found'],
    ['DELETE', '/v1/things', 405, 'method-not-allowed'],
    ['GET', '/v1/things/12?x=1', 405, 'method-not-allowed'],
    ['GET', '/v1/%E0%A4%A', 400, 'request-malformed'],
    ['PUT', `/v1/things/${'9'.repeat(200)}`, 414, 'uri-too-long'],
    ['GET', '/v1/things?limit=0', 400, 'request-invalid'],
    ['GET', '/v1/things?limit=5&page=2', 400, 'request-invalid'],
    ['GET', '/v1/things?limit=5&limit=6', 400, 'request-invalid'],
    ['PUT', '/v1/things/abc', 428, 'if-match-required'],
  ] as const)('answers %s %s with %d', async (method, url, status, code) => {
    const response = await app.inject({ method, url, headers: clerk });
    expect({ status: response.statusCode, code: response.json().code }).toEqual({ status, code });
  });

  it('says which methods a path takes', async () => {
    const response = await app.inject({ method: 'DELETE', url: '/v1/things' });
    expect(String(response.headers.allow).split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it('points into path and query', async () => {
    const path = await app.inject({ method: 'PUT', url: '/v1/things/abc', headers: { ...clerk, 'if-match': '"1"' } });
    expect(path.json().errors).toMatchObject([{ in: 'path', pointer: '/id' }]);
    const query = await app.inject({ method: 'GET', url: '/v1/things?limit=many', headers: clerk });
    expect(query.json().errors).toMatchObject([{ in: 'query', pointer: '/limit' }]);
  });

  it.each([
    ['"7"', 200],
    ['W/"7"', 200],
    ['7', 400],
    ['*', 400],
    ['"a"', 400],
  ])('reads If-Match %s', async (tag, status) => {
    const response = await app.inject({ method: 'PUT', url: '/v1/things/1', headers: { ...clerk, 'if-match': tag } });
    expect(response.statusCode).toBe(status);
    if (status === 200) expect(response.json()).toEqual({ thingId: '1', version: 7 });
  });

  it('makes a request id when the given one is malformed', async () => {
    const response = await post(good, { 'x-request-id': 'a b\u0001<script>' });
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows a refusal of a rule as it is', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/things/refuse', headers: clerk });
    expect(response.json()).toMatchObject({ status: 409, code: 'not-now', title: '现在不行', detail: '先签收。' });
  });

  it('shows nothing of an unexpected error', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/things/fail', headers: clerk });
    expect(response.json()).toMatchObject({ status: 500, code: 'unexpected' });
    expect(response.body).not.toMatch(/王小明|13800000000| at /);
  });

  it('limits a public endpoint, and no other', async () => {
    const call = (number?: string, remoteAddress = '192.0.2.1') =>
      app.inject({ method: 'POST', url: '/v1/things/status', remoteAddress, ...(number && { payload: { number } }) });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await call()).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await call()).json().code).toBe('too-many-requests');
    expect((await post(good)).statusCode).toBe(201);
    for (let n = 0; n < 3; n++) expect((await call('BBCS-1')).statusCode).toBe(200);
    expect((await call('bbcs-1')).statusCode).toBe(429);
    expect((await call('BBCS-2')).statusCode).toBe(200);
    expect((await call('BBCS-1', '192.0.2.2')).statusCode).toBe(200);
  });

  it('limits what one address may ask of public endpoints in all', async () => {
    const call = (number: number) => {
      const payload = { number: String(number) };
      return app.inject({ method: 'POST', url: '/v1/things/status', remoteAddress: '192.0.2.3', payload });
    };
    for (let number = 0; number < 300; number++) expect((await call(number)).statusCode).toBe(200);
    const limited = await call(300);
    expect(limited.statusCode).toBe(429);
    expect(limited.headers).toHaveProperty('retry-after');
  });

  it('is alive and, without a database to need, ready', async () => {
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'up' });
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'up', parts: {} });
  });

  it('serves Swagger from its own files', async () => {
    const page = await app.inject('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    const script = /src="\.?\/?((?:docs\/)?swagger-ui-bundle\.js)"/.exec(page.body)?.[1];
    const asset = await app.inject(`/docs/${String(script).replace('docs/', '')}`);
    expect(asset.statusCode).toBe(200);
  });

  it('describes itself as OpenAPI 3.1', async () => {
    const document = (await app.inject('/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const create = document.paths['/v1/things'].post;
    expect(create.security).toEqual([{ oidc: [] }]);
    expect(create.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Thing' });
    expect(create.parameters).toEqual([
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    ]);
    expect(Object.keys(create.responses).sort()).toEqual(['201', '400', '401', '403', 'default']);
    const { Thing, ThingOutput } = document.components.schemas;
    expect(Thing).toMatchObject({ additionalProperties: false, required: ['record', 'kind'] });
    expect(Thing.properties.remark).toEqual({ default: null, type: ['string', 'null'] });
    expect(ThingOutput.required).toEqual(['record', 'kind', 'people', 'remark']);
    expect(create.responses['201'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Stored' });
    expect(document.components.schemas.Stored.properties.thing).toEqual({ $ref: '#/components/schemas/ThingOutput' });
    const list = document.paths['/v1/things'].get;
    expect(list.parameters.map((parameter: { name: string }) => parameter.name)).toEqual(['limit', 'cursor']);
    expect(document.paths['/v1/things/status'].post.security).toBeUndefined();
  });
});
