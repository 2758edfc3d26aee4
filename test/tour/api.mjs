import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchToken } from '../../deploy/local/oidc/token.mjs';

const retryMs = 300;
const answerMs = 20_000;

/** The API said no: a problem document (RFC 9457). */
class Refusal extends Error {
  /** @param {string} asked @param {number} status @param {{ code?: string, title?: string, detail?: string }} problem */
  constructor(asked, status, problem) {
    super(`${asked} → ${status} ${problem.code ?? ''} ${problem.title ?? ''} ${problem.detail ?? ''}`.trim());
    this.name = 'Refusal';
    this.status = status;
    this.code = problem.code;
  }
}

/**
 * @typedef {object} Caller calls the API in one person's name
 * @property {(path: string) => Promise<any>} get
 * @property {(path: string, body?: object) => Promise<any>} post with an Idempotency-Key of its own, kept when repeated
 */

/** The API as people and systems use it: what had no answer is asked again, word for word, until patience ends. */
export class Api {
  #env;
  #patienceMs;
  /** @type {Map<string, Promise<string>>} */
  #tokens = new Map();

  /**
   * @param {Record<string, string>} env of the running system
   * @param {number} [patienceMs] for how long a silent or failing system is asked again
   */
  constructor(env, patienceMs = 30_000) {
    this.#env = env;
    this.#patienceMs = patienceMs;
  }

  /** @param {string} who a demo person or client system @returns {Caller} */
  as(who) {
    return {
      get: (path) => this.#ask(who, 'GET', path),
      post: (path, body = {}) => this.#ask(who, 'POST', path, body),
    };
  }

  /** @param {string} who @param {string} method @param {string} path @param {object} [body] */
  async #ask(who, method, path, body) {
    const headers = {
      authorization: `Bearer ${await this.#token(who)}`,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    };
    const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    for (const until = Date.now() + this.#patienceMs; ; await sleep(retryMs)) {
      try {
        return await this.#askOnce(path, request);
      } catch (error) {
        const isAnswer = error instanceof Refusal && error.status < 500;
        if (isAnswer || Date.now() > until) throw error;
      }
    }
  }

  /** @param {string} path @param {RequestInit} request */
  async #askOnce(path, request) {
    const answer = await fetch(`${this.#env.BANCHENG_API}${path}`, {
      ...request,
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await answer.text();
    const content = text === '' ? undefined : JSON.parse(text);
    if (!answer.ok) throw new Refusal(`${request.method} ${path}`, answer.status, content ?? {});
    return content;
  }

  /** @param {string} who */
  #token(who) {
    let token = this.#tokens.get(who);
    if (!token) this.#tokens.set(who, (token = fetchToken(this.#env, who)));
    return token;
  }
}
