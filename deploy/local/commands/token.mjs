import { runningEnvironment } from '../core/running.mjs';
import { fetchToken } from '../oidc/token.mjs';

/**
 * Prints an access token, and nothing else, on standard output: `npm run -s token clerk-wang`.
 * @type {import('../run.mjs').Command}
 */
export default async function token([who = 'clerk']) {
  console.log(await fetchToken(runningEnvironment(), who));
  return 0;
}
