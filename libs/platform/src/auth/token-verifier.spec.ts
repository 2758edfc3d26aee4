import { TestIssuer } from '@bancheng/testing';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { pino } from 'pino';
import { TokenVerifier } from './token-verifier.js';

const claims = {
  name: 'name',
  roles: 'bancheng_roles',
  jurisdiction: 'bancheng_jurisdiction',
  department: 'bancheng_department',
};
const logger = pino({ level: 'silent' });

describe('TokenVerifier', () => {
  let issuer: TestIssuer;
  let verifier: TokenVerifier;

  beforeEach(async () => {
    issuer = await TestIssuer.start();
    verifier = new TokenVerifier({ issuer: issuer.url, audience: 'bancheng', claims }, logger);
  });

  afterEach(async () => {
    jest.useRealTimers();
    await issuer.stop();
  });

  const now = () => Math.floor(Date.now() / 1000);

  it('reads subject, name, roles, jurisdiction and department; drops roles that it does not know', async () => {
    const token = await issuer.token({
      bancheng_roles: ['department', 'emperor', 3, 'leader'],
      bancheng_department: 'housing',
    });
    expect(await verifier.verify(token)).toEqual({
      subject: 'person-1',
      name: null,
      roles: ['department', 'leader'],
      jurisdiction: '370406',
      department: 'housing',
    });
  });

  it('takes roles as one string, and tokens typed JWT', async () => {
    const token = await issuer.token({ bancheng_roles: 'clerk admin' }, { typ: 'JWT' });
    expect((await verifier.verify(token)).roles).toEqual(['clerk', 'admin']);
  });

  it('allows thirty seconds between clocks', async () => {
    await expect(verifier.verify(await issuer.token({ exp: now() - 20 }))).resolves.toBeDefined();
  });

  const invalid = { status: 401, code: 'token-invalid' };

  it.each([
    ['expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['not yet valid', { nbf: Math.floor(Date.now() / 1000) + 120 }],
    ['for somebody else', { aud: 'another-system' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['without a subject', { sub: undefined }],
    ['without an end', { exp: undefined }],
  ])('refuses a token %s', async (_, wrong) => {
    await expect(verifier.verify(await issuer.token(wrong as JWTPayload))).rejects.toMatchObject(invalid);
  });

  it.each(['rubbish', 'a.b.c', ''])('refuses %p', async (token) => {
    await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
  });

  it('refuses an ID-like type, no signature, a symmetric one, and a stranger’s key under a known id', async () => {
    const payload = { iss: issuer.url, aud: 'bancheng', sub: 'x', exp: now() + 60, bancheng_jurisdiction: '370406' };
    const stranger = await generateKeyPair('ES256');
    const tokens = [
      await issuer.token({}, { typ: 'logout+jwt' }),
      new UnsecuredJWT(payload).encode(),
      await new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(Buffer.alloc(32)),
      await new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'key-1' }).sign(stranger.privateKey),
    ];
    for (const token of tokens) await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
  });

  it.each([
    [{ bancheng_roles: ['clerk'], bancheng_jurisdiction: undefined }],
    [{ bancheng_roles: ['department'] }],
    [{ bancheng_roles: ['department-system', 'clerk'], bancheng_department: '' }],
  ])('refuses a person of whom too little is known: %j', async (incomplete) => {
    await expect(verifier.verify(await issuer.token(incomplete))).rejects.toMatchObject({
      status: 403,
      code: 'claim-missing',
    });
  });

  it('goes on with the keys it knows while the issuer is down, also past their renewal', async () => {
    const token = await issuer.token({ exp: now() + 86_400 });
    await verifier.verify(token);
    await issuer.stop();
    await expect(verifier.verify(token)).resolves.toBeDefined();
    jest.useFakeTimers({
      now: Date.now() + 3_600_000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'performance'],
    });
    await expect(verifier.verify(token)).resolves.toBeDefined();
  });

  it('answers 503 while it has never seen the issuer, and recovers', async () => {
    const absent = new TokenVerifier({ issuer: 'http://127.0.0.1:9', audience: 'bancheng', claims }, logger);
    await expect(absent.verify(await issuer.token({}))).rejects.toMatchObject({
      status: 503,
      code: 'identity-provider-unavailable',
    });
  });

  it('ends a withdrawn key within a minute, and with it what it signed', async () => {
    const old = await issuer.token({ exp: now() + 86_400 });
    await verifier.verify(old);
    await issuer.rotate(true);
    jest.useFakeTimers({
      now: Date.now() + 60_000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'performance'],
    });
    await expect(verifier.verify(old)).rejects.toMatchObject(invalid);
    await expect(verifier.verify(await issuer.token({}))).resolves.toBeDefined();
  });

  it('refuses a token it knows as soon as that has expired', async () => {
    const token = await issuer.token({ exp: now() + 120 });
    await verifier.verify(token);
    jest.useFakeTimers({
      now: Date.now() + 160_000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'performance'],
    });
    await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
  });

  it('fetches the keys once for many tokens', async () => {
    const token = await issuer.token({});
    await verifier.verify(token);
    await Promise.all(Array.from({ length: 10 }, () => verifier.verify(token)));
    expect(issuer.keyFetches).toBe(1);
  });
});
