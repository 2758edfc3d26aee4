import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';

const retryMs = 300;

/** The engine as those use it who speak to it themselves, by public signal, without the API. */
export class Engine {
  #env;
  #patienceMs;
  /** @type {Promise<Connection> | undefined} */
  #connection;

  /** @param {Record<string, string>} env of the running system @param {number} [patienceMs] as for the API */
  constructor(env, patienceMs = 30_000) {
    this.#env = env;
    this.#patienceMs = patienceMs;
  }

  /**
   * Sends a public signal to a case's workflow: `departmentReplied` or `extensionDecided`.
   * @param {string} number 编号 @param {string} name @param {object} payload ids and codes, no free text
   */
  async signal(number, name, payload) {
    for (const until = Date.now() + this.#patienceMs; ; await sleep(retryMs)) {
      try {
        const client = await this.#client();
        await client.workflow.getHandle(`complaint/${number}`).signal(name, payload);
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }

  /** The same by the command line, for people to try. @param {string} number @param {string} name @param {object} payload */
  command(number, name, payload) {
    const { TEMPORAL_CLI: cli = 'temporal', TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = this.#env;
    const where = `--address ${address} --namespace ${namespace} --workflow-id complaint/${number}`;
    return `${cli} workflow signal ${where} --name ${name} --input '${JSON.stringify(payload)}'`;
  }

  async close() {
    await this.#connection?.then((connection) => connection.close()).catch(() => undefined);
  }

  async #client() {
    const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '' } = this.#env;
    this.#connection ??= Connection.connect({ address });
    const connection = await this.#connection.catch((error) => {
      this.#connection = undefined;
      throw error;
    });
    return new Client({ connection, namespace });
  }
}
