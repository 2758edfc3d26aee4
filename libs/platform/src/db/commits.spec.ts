import { Commits } from './commits.js';

const LONG_MS = 600_000;

describe('Commits', () => {
  const never = new AbortController().signal;

  it('wakes all that wait', async () => {
    const commits = new Commits();
    const waiting = [1, 2].map(() => commits.after(commits.seen, LONG_MS, never));
    commits.tell();
    expect(await Promise.all(waiting)).toEqual([true, true]);
  });

  it('does not make wait for one that came while its rows were looked for', async () => {
    const commits = new Commits();
    const { seen } = commits;
    commits.tell();
    expect(await commits.after(seen, LONG_MS, never)).toBe(true);
  });

  it('says that none came in time', async () => {
    const commits = new Commits();
    expect(await commits.after(commits.seen, 1, never)).toBe(false);
  });

  it('ends with the process, also when asked after that', async () => {
    const commits = new Commits();
    const stopping = new AbortController();
    const waiting = commits.after(commits.seen, LONG_MS, stopping.signal);
    stopping.abort();
    expect(await waiting).toBe(false);
    expect(await commits.after(commits.seen, LONG_MS, stopping.signal)).toBe(false);
  });
});
