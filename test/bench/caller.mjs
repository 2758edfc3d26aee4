import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fetchToken } from '../../deploy/local/oidc/token.mjs';

/**
 * Calls the API in one person's name and takes nothing but success. What it takes itself is counted as waiting, so it is
 * plain `node:http`: `fetch` would add half a millisecond to a call.
 */
export class Caller {
  #url;
  #token;
  #agent = new Agent({ keepAlive: true });

  /** @param {string} url the API's @param {string} token */
  constructor(url, token) {
    this.#url = url;
    this.#token = token;
  }

  /** @param {Record<string, string>} env of the running system @param {string} who a demo person or client system */
  static async named(env, who) {
    return new Caller(env.BANCHENG_API ?? '', await fetchToken(env, who));
  }

  /** @param {string} path @param {object} [body] @param {Record<string, string>} [more] headers @returns {Promise<any>} */
  post(path, body = {}, more = {}) {
    const content = Buffer.from(JSON.stringify(body));
    const headers = {
      authorization: `Bearer ${this.#token}`,
      'content-type': 'application/json',
      'content-length': content.length,
      'idempotency-key': randomUUID(),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const call = request(this.#url + path, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part));
        answer.on('error', reject).on('end', () => {
          if ((answer.statusCode ?? 0) < 300) resolve(JSON.parse(text));
          else reject(new Error(`POST ${path} → ${answer.statusCode} ${text}`));
        });
      });
      call.on('error', reject).end(content);
    });
  }

  close() {
    this.#agent.destroy();
  }
}
