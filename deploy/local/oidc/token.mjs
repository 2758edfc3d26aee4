import { LocalError } from '../core/report.mjs';
import { demoClientId, demoPersonGrant } from './demo-grant.mjs';
import { demoClients, demoPeople, findIdentity, isClient } from './people.mjs';

/**
 * An access token of the development provider.
 * @param {Record<string, string | undefined>} env with OIDC_ISSUER and OIDC_DEMO_SECRET as `startParts` gives them
 * @param {string} who a subject (`clerk-wang`, `system-scjg`) or a role (`clerk`: its first person)
 * @returns {Promise<string>} a JWT
 * @throws {LocalError} when there is no such person, no development provider, or it refuses
 */
export async function fetchToken(env, who) {
  const identity = findIdentity(who);
  if (!identity) {
    const names = [...demoPeople, ...demoClients]
      .map(({ subject, role }) => `  ${subject.padEnd(18)} ${role}`)
      .join('\n');
    throw new LocalError(
      `没有这个演示人员或系统：${who}。可用的有：`,
      `No such demo person or system. There are:\n${names}`,
    );
  }
  const { OIDC_ISSUER: issuer, OIDC_DEMO_SECRET: secret } = env;
  if (!issuer || !secret) {
    throw new LocalError(
      '正在使用外部身份服务（OIDC_ISSUER），请向它申请令牌。',
      'An outside OpenID provider is in use (OIDC_ISSUER): get a token from it.',
    );
  }
  const grant = isClient(identity)
    ? { grant_type: 'client_credentials', client_id: identity.subject }
    : { grant_type: demoPersonGrant, client_id: demoClientId, person: identity.subject };
  const body = new URLSearchParams({ ...grant, client_secret: secret });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  const {
    access_token: token,
    error,
    error_description: why,
  } = /** @type {Record<string, string>} */ (await answer.json());
  if (!token) throw new LocalError(`身份服务拒绝发放令牌：${error}`, `The provider refused: ${why}`);
  return token;
}
