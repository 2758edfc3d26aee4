import { sample, slipOf } from '../tour/samples.mjs';
import { Caller } from './caller.mjs';
import { StatusWatch } from './record.mjs';
import { inParallel, timed } from './statistics.mjs';

/** The matter that every case of the bench is. */
export const matter = sample('PUB-04');
const department = 'scjg';
const slip = slipOf(matter);

/** What runs on a case that was left open: its own deadline, the department's, and the reminder to sign. */
export const clocksOfOpenCase = 3;

/** Acts of people on one case after its registration, in their order. */
export const actNames = /** @type {const} */ (['accept', 'dispatch', 'sign', 'reply', 'grade']);

/** @typedef {Record<string, number[]>} Latencies milliseconds by act */

/** Plays matters through the API; an answer that is not a success ends the measuring. */
export class Load {
  #clerk;
  #system;
  #officer;
  #watch;

  /** @param {Caller} clerk @param {Caller} system the department's @param {Caller} officer @param {StatusWatch} watch */
  constructor(clerk, system, officer, watch) {
    this.#clerk = clerk;
    this.#system = system;
    this.#officer = officer;
    this.#watch = watch;
  }

  /** @param {Record<string, string>} env of the running system @param {import('./record.mjs').Record} record */
  static async open(env, record) {
    const clerk = await Caller.named(env, 'clerk-wang');
    const system = await Caller.named(env, `system-${department}`);
    const officer = await Caller.named(env, 'officer-zhao');
    return new Load(clerk, system, officer, new StatusWatch(record));
  }

  /** @returns {Promise<{ id: string, number: string }>} */
  register() {
    return this.#clerk.post('/v1/complaints', slip);
  }

  /** @param {string} id of a registered case */
  accept(id) {
    return this.#clerk.post(`/v1/complaints/${id}/accept`, { type: 'general' });
  }

  /** @param {string} id of an accepted case @returns {Promise<{ dispatches: { dispatchId: string }[] }>} */
  dispatch(id) {
    const order = { complaintId: id, departments: [{ department, requirement: 'two-working-days' }] };
    return this.#clerk.post('/v1/dispatches', order);
  }

  /**
   * Takes a registered case to a department and leaves it there: `clocksOfOpenCase` run on it then.
   * @param {{ id: string }} registered
   */
  async leaveOpen({ id }) {
    await this.accept(id);
    await this.dispatch(id);
  }

  /**
   * Opens cases and leaves them with a department.
   * @param {number} count @param {number} concurrency
   */
  async fill(count, concurrency) {
    await inParallel(count, concurrency, async () => this.leaveOpen(await this.register()));
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
    await act('accept', () => this.accept(id));
    const { dispatches } = await act('dispatch', () => this.dispatch(id));
    const path = `/v1/dispatches/${dispatches[0].dispatchId}`;
    await act('sign', () => this.#system.post(`${path}/sign`));
    await act('reply', () => this.#system.post(`${path}/reply`, { outcome: 'solved', text: matter.outcome }));
    await this.#watch.reached(id, 'follow-up');
    await act('grade', () => this.#officer.post(`/v1/follow-ups/${id}/grade`, { grade: 'satisfied' }));
    await this.#watch.reached(id, 'archived');
    return number;
  }

  close() {
    for (const caller of [this.#clerk, this.#system, this.#officer]) caller.close();
  }
}
