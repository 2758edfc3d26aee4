import { join } from 'node:path';
import { localFile } from '../core/paths.mjs';
import { secret } from '../core/state.mjs';
import { ProcessPart } from './part.mjs';

/** The audience of our access tokens, unless `OIDC_AUDIENCE` names another. */
export const defaultAudience = 'https://bancheng.local/api';

/**
 * The OpenID provider with the demo people, for development only.
 * @param {import('./index.mjs').PartContext} context
 * @returns {Promise<import('./index.mjs').Environment>}
 */
export async function startOidc({ dataDir, env, ports, adopt, onCrash }) {
  const issuer = `http://127.0.0.1:${ports.oidc}`;
  const known = {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: env.OIDC_AUDIENCE ?? defaultAudience,
    OIDC_DEMO_SECRET: secret(dataDir, 'oidc-demo-clients'),
  };
  const part = adopt(
    new ProcessPart({
      name: 'oidc',
      dataDir,
      logFile: join(dataDir, 'logs', 'oidc.log'),
      launch: {
        file: process.execPath,
        args: [localFile('oidc/server.mjs'), join(dataDir, 'oidc-keys.json')],
        env: { ...env, ...known },
      },
      ready: async () => {
        const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
        if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      },
      onCrash,
    }),
  );
  await part.start();
  return known;
}
