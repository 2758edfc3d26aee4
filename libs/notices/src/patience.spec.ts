import { BUILT_IN_RULES } from '@bancheng/casebook';
import { instantAt } from '@bancheng/domain';
import { isStillNews } from './patience.js';

describe('the patience of notices', () => {
  const news = (since: string, now: string) =>
    isStillNews(instantAt(since, '16:59'), instantAt(now, '23:00'), BUILT_IN_RULES.calendar);

  it('is three working days, so that nothing is dropped over a holiday of eight days', () => {
    expect(news('2025-09-30', '2025-10-09')).toBe(true); // 1 to 8 October are off
    expect(news('2025-09-30', '2025-10-11')).toBe(true); // a Saturday worked
    expect(news('2025-09-30', '2025-10-12')).toBe(true);
    expect(news('2025-09-30', '2025-10-13')).toBe(false);
  });

  it('ends in an ordinary week after three working days', () => {
    expect([news('2026-03-02', '2026-03-05'), news('2026-03-02', '2026-03-06')]).toEqual([true, false]);
  });
});
