import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';

const patienceMs = 15 * 60_000;
const lookMs = 250;

/** What Temporal knows of the cases' runs. */
export class Engine {
  #client;

  /** @param {Client} client */
  constructor(client) {
    this.#client = client;
  }

  /** @param {Record<string, string>} env */
  static async open({ TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '' }) {
    return new Engine(new Client({ connection: await Connection.connect({ address }), namespace }));
  }

  /**
   * @param {readonly string[]} numbers of finished cases
   * @returns {Promise<{ events: number[], bytes: number[] }>} their histories, as Temporal counts them
   */
  async histories(numbers) {
    const events = [];
    const bytes = [];
    for (const number of numbers) {
      const { historyLength, historySize } = await this.#client.workflow.getHandle(`complaint/${number}`).describe();
      events.push(historyLength);
      bytes.push(historySize ?? 0);
    }
    return { events, bytes };
  }

  /**
   * @param {readonly string[]} numbers of finished cases
   * @returns {Promise<number[]>} workflow tasks of each one's run
   */
  async workflowTasks(numbers) {
    const tasks = [];
    for (const number of numbers) {
      const { events } = await this.#client.workflow.getHandle(`complaint/${number}`).fetchHistory();
      tasks.push((events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length);
    }
    return tasks;
  }

  /** Waits until so many runs are under way and know that their case is with a department. @param {number} open */
  async untilStarted(open) {
    const query = `ExecutionStatus = 'Running' and BanchengStatus = 'dispatched'`;
    for (const until = Date.now() + patienceMs; ; await sleep(lookMs)) {
      const { count } = await this.#client.workflow.count(query);
      if (count >= open) return;
      if (Date.now() > until) throw new Error(`${count} of ${open} workflows started`);
    }
  }

  async close() {
    await this.#client.connection.close();
  }
}
