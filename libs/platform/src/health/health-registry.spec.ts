import { pino } from 'pino';
import { HealthRegistry } from './health-registry.js';

const never = () => new Promise<never>(() => undefined);
const fails = () => Promise.reject(new Error('away'));
const works = () => Promise.resolve();

describe('HealthRegistry', () => {
  let health: HealthRegistry;

  beforeEach(() => {
    jest.useFakeTimers();
    health = new HealthRegistry(pino({ level: 'silent' }));
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is ready while what it needs answers, whatever the rest does', async () => {
    health.require('database:intake', works);
    health.observe('temporal', fails);
    expect(await health.look()).toEqual({ ready: true, parts: { 'database:intake': 'up', temporal: 'unknown' } });
    expect(await health.look()).toEqual({ ready: true, parts: { 'database:intake': 'up', temporal: 'down' } });
  });

  it('is not ready when something it needs fails', async () => {
    health.require('database:intake', works);
    health.require('database:routing', fails);
    expect(await health.look()).toEqual({
      ready: false,
      parts: { 'database:intake': 'up', 'database:routing': 'down' },
    });
  });

  it('does not wait longer than two seconds', async () => {
    health.require('database:intake', never);
    const look = health.look();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await look).toEqual({ ready: false, parts: { 'database:intake': 'down' } });
  });

  it('asks what it only observes every ten seconds at most', async () => {
    const probe = jest.fn(works);
    health.observe('kafka', probe);
    for (let n = 0; n < 5; n++) await health.look();
    expect(probe).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(10_000);
    await health.look();
    expect(probe).toHaveBeenCalledTimes(2);
  });
});
