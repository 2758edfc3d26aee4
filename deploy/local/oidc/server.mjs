/**
 * A small OpenID provider for development: demo people without passwords, client systems with one shared secret.
 * Started as `node oidc/server.mjs <key file>` with OIDC_ISSUER (its own address, whose host and port it listens on unless
 * OIDC_LISTEN names others), OIDC_AUDIENCE and OIDC_DEMO_SECRET; with OIDC_TLS, a folder that holds tls.crt and tls.key, it
 * speaks HTTPS. It refuses to run in production.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import Provider, { errors } from 'oidc-provider';
import { readJson, writePrivateJson } from '../core/state.mjs';
import { demoClientId, demoPersonGrant } from './demo-grant.mjs';
import { demoClients, demoPeople, findIdentity } from './people.mjs';

const personSeconds = 8 * 3600;
const clientSeconds = 3600;

/** @param {string} name @returns {string} */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** The signing key, kept so that tokens survive a restart. @param {string} file */
function signingKeys(file) {
  const kept = readJson(file);
  if (kept) return kept;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: randomUUID() }] };
  writePrivateJson(file, keys);
  return keys;
}

/** @param {string} subject the claims the services read */
function claimsOf(subject) {
  const found = findIdentity(subject);
  if (!found) throw new errors.InvalidGrant(`no demo person ${subject}`);
  return {
    name: found.name,
    bancheng_roles: [found.role],
    bancheng_jurisdiction: found.jurisdiction,
    ...(found.department && { bancheng_department: found.department }),
  };
}

/** @param {string} audience @param {string} secret @param {string} keyFile */
function configuration(audience, secret, keyFile) {
  const common = {
    client_secret: secret,
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_post',
  };
  return {
    jwks: signingKeys(keyFile),
    clients: [
      { ...common, client_id: demoClientId, grant_types: [demoPersonGrant] },
      ...demoClients.map(({ subject }) => ({ ...common, client_id: subject, grant_types: ['client_credentials'] })),
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    ttl: { AccessToken: personSeconds, ClientCredentials: clientSeconds },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => resourceServer(audience),
      },
    },
    /** @param {unknown} _context @param {import('oidc-provider').Token} token */
    extraTokenClaims: (_context, token) => claimsOf(token.accountId ?? token.clientId ?? ''),
  };
}

/** @param {string} audience */
const resourceServer = (audience) => ({
  audience,
  scope: '',
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg: 'ES256' } },
});

if (process.env.NODE_ENV === 'production') {
  console.error('演示身份服务不能在生产环境运行，请设置 OIDC_ISSUER。');
  console.error('The demo OpenID provider refuses to run in production; set OIDC_ISSUER.');
  process.exit(1);
}

const issuer = required('OIDC_ISSUER');
const audience = required('OIDC_AUDIENCE');
const keyFile = process.argv[2];
if (!keyFile) throw new Error('usage: node oidc/server.mjs <key file>');

const provider = new Provider(issuer, configuration(audience, required('OIDC_DEMO_SECRET'), keyFile));

provider.registerGrantType(
  demoPersonGrant,
  async (context) => {
    const person = demoPeople.find(({ subject }) => subject === context.oidc.params.person);
    if (!person) throw new errors.InvalidGrant('no such demo person');
    const token = new provider.AccessToken({ client: context.oidc.client, accountId: person.subject });
    Object.assign(token, { resourceServer: new provider.ResourceServer(audience, resourceServer(audience)) });
    context.oidc.entity('AccessToken', token);
    const value = await token.save();
    context.body = { access_token: value, expires_in: token.expiration, token_type: token.tokenType };
  },
  ['person'],
);

/** @param {string} folder */
const tlsOf = (folder) => ({
  cert: readFileSync(join(folder, 'tls.crt')),
  key: readFileSync(join(folder, 'tls.key')),
});

const { OIDC_TLS: tls, OIDC_LISTEN: listen } = process.env;
const { hostname, port } = new URL(listen ? `http://${listen}` : issuer);
const answer = provider.callback();
const server = tls ? createTlsServer(tlsOf(tls), answer) : createServer(answer);
server.listen(Number(port), hostname, () => console.log(`listening at ${issuer}`));
process.once('SIGTERM', () => server.close(() => process.exit(0)));
