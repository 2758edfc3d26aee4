import { catalogueNumber } from './catalogue-number.js';

describe('档号', () => {
  it('names jurisdiction, window, year, retention and item', () => {
    expect(catalogueNumber('370406', 2026, '30-years', 1)).toBe('370406-BBCS-2026-D30-00001');
    expect(catalogueNumber('370406', 2026, '10-years', 42)).toBe('370406-BBCS-2026-D10-00042');
    expect(catalogueNumber('370406', 2026, 'permanent', 99_999)).toBe('370406-BBCS-2026-Y-99999');
  });

  it('widens beyond 99999', () => {
    expect(catalogueNumber('370406', 2026, 'permanent', 100_000)).toBe('370406-BBCS-2026-Y-100000');
  });
});
