import { errorText } from '../core/report.mjs';

/** @typedef {import('./part.mjs').Part} Part */

/**
 * How often, within that time, a part that ends unasked is started again; after that something is wrong that a start
 * can't mend.
 */
const maxRestarts = 3;
const withinMinutes = 10;

/** Starts the parts that ended unasked again, on the same ports with the same state, and says so. */
export class Restarts {
  /** When each part was started again, in milliseconds. @type {Map<string, number[]>} */
  #times = new Map();
  /** @type {Map<Part, Promise<void>>} */
  #underWay = new Map();
  #log;
  #signal;
  #giveUp;

  /**
   * @param {object} options
   * @param {import('../core/report.mjs').Log} options.log
   * @param {AbortSignal} options.signal once it is given, nothing is started any more
   * @param {(zh: string, en: string) => void} options.giveUp the bound is reached
   */
  constructor({ log, signal, giveUp }) {
    this.#log = log;
    this.#signal = signal;
    this.#giveUp = giveUp;
  }

  /** @param {Part} part it has ended @param {string} how */
  ended(part, how) {
    const restart = this.#restart(part, how).finally(() => this.#underWay.delete(part));
    this.#underWay.set(part, restart);
  }

  /** Ends the starts under way, after the signal; resolves when nothing of them runs any more. */
  async stop() {
    await Promise.all([...this.#underWay].map(([part, restart]) => part.stop().then(() => restart)));
  }

  /** @param {Part} part @param {string} how */
  async #restart(part, how) {
    while (!this.#signal.aborted) {
      const { name } = part;
      const times = this.#recent(name);
      if (times.length === maxRestarts) {
        const bound = `${withinMinutes} 分钟内已重新启动 ${maxRestarts} 次`;
        const enBound = `${maxRestarts} restarts within ${withinMinutes} minutes`;
        return this.#giveUp(
          `${name}（${how}）意外退出，${bound}，已全部停止。`,
          `${name} (${how}) ended unexpectedly, after ${enBound}; everything is stopped.`,
        );
      }
      times.push(Date.now());
      this.#log(
        `${name} 意外退出（${how}），正在重新启动（第 ${times.length} 次）/ ended unexpectedly, starting it again`,
      );
      try {
        await part.start();
        if (this.#signal.aborted) await part.stop();
        else this.#log(`${name} 已恢复运行 / is running again`);
        return;
      } catch (error) {
        how = errorText(error);
      }
    }
  }

  /** @param {string} name @returns {number[]} the restarts that still count, in the list that is kept */
  #recent(name) {
    const times = (this.#times.get(name) ?? []).filter((time) => time > Date.now() - withinMinutes * 60_000);
    this.#times.set(name, times);
    return times;
  }
}
