import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { localFile } from '../core/paths.mjs';
import { demoClients, demoPeople } from './people.mjs';
import { fetchToken } from './token.mjs';

const env = process.env;
const issuer = env.OIDC_ISSUER ?? '';
const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));

async function claimsOf(who: string): Promise<JWTPayload> {
  const token = await fetchToken(env, who);
  return (await jwtVerify(token, keys, { issuer, audience: 'https://bancheng.local/api', typ: 'at+jwt' })).payload;
}

function ask(body: Record<string, string>): Promise<Response> {
  return fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(body) });
}

it.each([...demoPeople, ...demoClients])('$subject gets a token with their name and role', async (one) => {
  const { sub, name, bancheng_roles, bancheng_jurisdiction, bancheng_department } = await claimsOf(one.subject);
  expect({ sub, name, bancheng_roles, bancheng_jurisdiction, bancheng_department }).toEqual({
    sub: one.subject,
    name: one.name,
    bancheng_roles: [one.role],
    bancheng_jurisdiction: one.jurisdiction,
    bancheng_department: one.department,
  });
});

it('a role means its first person', async () => {
  expect(await claimsOf('leader')).toMatchObject({ sub: 'leader-sun' });
  expect(await claimsOf('department-system')).toMatchObject({ sub: 'system-scjg', bancheng_department: 'scjg' });
});

it('the second jurisdiction has a clerk', async () => {
  expect(await claimsOf('clerk-other')).toMatchObject({ bancheng_roles: ['clerk'], bancheng_jurisdiction: '370402' });
});

it('a person’s token lasts a working day', async () => {
  const { iat = 0, exp = 0 } = await claimsOf('clerk');
  expect(exp - iat).toBe(8 * 3600);
});

it('a word that names nobody is answered with the list', async () => {
  await expect(fetchToken(env, 'mayor')).rejects.toThrow('clerk-wang');
});

it('without the secret, or for a system in a person’s way, there is no token', async () => {
  const secret = env.OIDC_DEMO_SECRET ?? '';
  const person = { grant_type: 'urn:bancheng:demo-person', client_id: 'bancheng-demo', person: 'clerk-wang' };
  expect((await ask({ ...person, client_secret: 'guessed' })).status).toBe(401);
  expect((await ask({ ...person, client_secret: secret, person: 'system-scjg' })).status).toBe(400);
  expect((await ask({ ...person, client_secret: secret, client_id: 'system-scjg' })).status).toBe(400);
  expect((await ask({ ...person, client_secret: secret })).status).toBe(200);
});

it('the provider refuses to run in production', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-oidc-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [localFile('oidc/server.mjs'), join(folder, 'keys.json')], {
      env: { ...env, NODE_ENV: 'production', OIDC_ISSUER: 'http://127.0.0.1:1' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('refuses to run in production');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
