import { tellsEngineAtOnce } from './index.js';

describe('tellsEngineAtOnce', () => {
  it.each([
    ['contactTried', 'follow-up', 'followed-up'],
    ['replied', 'dispatched', 'replied'],
    ['declined', 'registered', 'declined'],
    ['dispatched', 'accepted', 'dispatched'], // brings clocks that may ring first
  ] as const)('is so of %s from %s to %s', (kind, before, after) => {
    expect(tellsEngineAtOnce(kind, before, after)).toBe(true);
  });

  it.each([
    ['contactTried', 'follow-up', 'follow-up'],
    ['accepted', 'registered', 'accepted'], // moves its alarm later
    ['signed', 'dispatched', 'dispatched'],
    ['amended', 'replied', 'replied'],
  ] as const)('is not so of %s from %s to %s', (kind, before, after) => {
    expect(tellsEngineAtOnce(kind, before, after)).toBe(false);
  });
});
