import { errorText } from '../../deploy/local/core/report.mjs';

/** What was checked, one after another, each with what came of it and the seconds it took. */
export class Checks {
  #passed = 0;
  #failed = 0;
  #write;

  /** @param {(line: string) => void} write */
  constructor(write) {
    this.#write = write;
  }

  /**
   * Tries one thing; a fault is told and counted.
   * @param {string} name @param {() => Promise<string | void>} work answers with a figure to be shown
   * @returns {Promise<boolean>} whether it passed
   */
  async take(name, work) {
    const begun = performance.now();
    const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
    try {
      const figure = await work();
      this.#passed += 1;
      this.#write(`✓ ${name} (${seconds()})${figure ? `: ${figure}` : ''}`);
      return true;
    } catch (error) {
      this.#failed += 1;
      this.#write(`✗ ${name} (${seconds()})\n${errorText(error)}`);
      return false;
    }
  }

  /** Prints the sum. @returns {number} the exit code */
  close() {
    this.#write(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 ? 0 : 1;
  }
}
