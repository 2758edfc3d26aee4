/** Tells, inside one process, that a command was committed: what waits for its rows need not look for them all the time. */
export class Commits {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  /** How many there were so far: what to wait after, when read before looking for rows. */
  get seen(): number {
    return this.count;
  }

  tell(): void {
    this.count += 1;
    for (const wake of this.waiting) wake();
  }

  /**
   * Waits for a commit later than the `seen`th; one that came meanwhile ends it at once.
   * @param ms how long at most
   * @returns whether there was one
   */
  async after(seen: number, ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.count === seen && !signal.aborted) await this.next(ms, signal);
    return this.count > seen;
  }

  private async next(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
