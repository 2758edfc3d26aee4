import { Api } from '../tour/api.mjs';
import { sample, slipOf } from '../tour/samples.mjs';
import { StatusWatch } from './record.mjs';
import { inParallel, timed } from './statistics.mjs';

/** The matter that every case of the bench is. */
export const matter = sample('PUB-04');
const department = 'scjg';
const slip = slipOf(matter);

/** Acts of people on one case after its registration, in their order. */
export const actNames = /** @type {const} */ (['accept', 'dispatch', 'sign', 'reply', 'grade']);

/** @typedef {Record<string, number[]>} Latencies milliseconds by act */

/** Plays matters through the API; an answer that is not a success ends the measuring. */
export class Load {
  #clerk;
  #system;
  #officer;
  #watch;

  /** @param {Record<string, string>} env of the running system @param {import('./record.mjs').Record} record */
  constructor(env, record) {
    const api = new Api(env, 0);
    this.#clerk = api.as('clerk-wang');
    this.#system = api.as(`system-${department}`);
    this.#officer = api.as('officer-zhao');
    this.#watch = new StatusWatch(record);
  }

  /** @returns {Promise<{ id: string, number: string }>} */
  register() {
    return this.#clerk.post('/v1/complaints', slip);
  }

  /**
   * Opens cases and leaves them there.
   * @param {number} count @param {number} concurrency
   */
  async fill(count, concurrency) {
    await inParallel(count, concurrency, () => this.register());
  }

  /**
   * Cases from the window to the archive.
   * @param {number} count @param {number} concurrency
   * @returns {Promise<{ numbers: string[], latencies: Latencies, perSecond: number }>}
   */
  async complete(count, concurrency) {
    /** @type {Latencies} */
    const latencies = Object.fromEntries(actNames.map((name) => [name, []]));
    /** @type {string[]} */
    const numbers = [];
    const { ms } = await timed(() =>
      inParallel(count, concurrency, async () => numbers.push(await this.#completeOne(latencies))),
    );
    return { numbers, latencies, perSecond: count / (ms / 1000) };
  }

  /** @param {Latencies} latencies @returns {Promise<string>} its number */
  async #completeOne(latencies) {
    /** @param {typeof actNames[number]} name @param {() => Promise<any>} work */
    const act = async (name, work) => {
      const { ms, result } = await timed(work);
      latencies[name]?.push(ms);
      return result;
    };
    const { id, number } = await this.register();
    await act('accept', () => this.#clerk.post(`/v1/complaints/${id}/accept`, { type: 'general' }));
    const order = { complaintId: id, departments: [{ department, requirement: 'two-working-days' }] };
    const { dispatches } = await act('dispatch', () => this.#clerk.post('/v1/dispatches', order));
    const path = `/v1/dispatches/${dispatches[0].dispatchId}`;
    await act('sign', () => this.#system.post(`${path}/sign`));
    await act('reply', () => this.#system.post(`${path}/reply`, { outcome: 'solved', text: matter.outcome }));
    await this.#watch.reached(id, 'follow-up');
    await act('grade', () => this.#officer.post(`/v1/follow-ups/${id}/grade`, { grade: 'satisfied' }));
    await this.#watch.reached(id, 'archived');
    return number;
  }
}
