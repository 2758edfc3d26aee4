import fc from 'fast-check';
import { formatComplaintNumber, parseComplaintNumber, registrationYear, workflowIdOf } from './numbering.js';
import { COMPLAINT_NUMBER_PREFIX } from './numbering.js';

const parts = { prefix: COMPLAINT_NUMBER_PREFIX, jurisdiction: '370406', year: 2026, sequence: 1 };
const refusal = expect.objectContaining({ code: 'COMPLAINT_NUMBER_INVALID' });

describe('complaint numbers', () => {
  it('has five digits at least, and widens', () => {
    expect(formatComplaintNumber(parts)).toBe('BBCS-370406-2026-00001');
    expect(formatComplaintNumber({ ...parts, sequence: 99_999 })).toBe('BBCS-370406-2026-99999');
    expect(formatComplaintNumber({ ...parts, sequence: 100_000 })).toBe('BBCS-370406-2026-100000');
  });

  it('reads back what it writes', () => {
    const any = fc.record({
      prefix: fc.stringMatching(/^[A-Z]{2,8}$/),
      jurisdiction: fc.stringMatching(/^[0-9]{6}$/),
      year: fc.integer({ min: 2000, max: 9999 }),
      sequence: fc.integer({ min: 1, max: 999_999_999_999_999 }),
    });
    fc.assert(
      fc.property(any, (number) => expect(parseComplaintNumber(formatComplaintNumber(number))).toEqual(number)),
    );
  });

  it.each([
    '',
    'BBCS-370406-2026-0001',
    'BBCS-370406-2026-000001', // padded wider than it writes
    'BBCS-370406-2026-00000',
    'bbcs-370406-2026-00001',
    'BBCS-37040-2026-00001',
    'BBCS-370406-26-00001',
    'BBCS-370406-2026-00001 ',
    'BBCS-370406-2026-00001\n',
    'BBCS-370406-2026-0000１',
    'BBCS-370406-2026-9999999999999999',
  ])('does not take %j', (text) => {
    expect(parseComplaintNumber(text)).toBeNull();
    expect(() => workflowIdOf(text)).toThrow(refusal);
  });

  it.each([
    { sequence: 0 },
    { sequence: -1 },
    { sequence: 1.5 },
    { sequence: 1e21 },
    { year: 26 },
    { jurisdiction: '37' },
  ])('does not write %j', (change) => expect(() => formatComplaintNumber({ ...parts, ...change })).toThrow(refusal));

  it('names the workflow', () => {
    expect(workflowIdOf('BBCS-370406-2026-00001')).toBe('complaint/BBCS-370406-2026-00001');
  });

  it('takes the year from the clock in Shanghai', () => {
    expect(registrationYear('2025-12-31T15:59:59.999Z')).toBe(2025);
    expect(registrationYear('2025-12-31T16:00:00.000Z')).toBe(2026);
  });
});
