import type { CalendarData } from '../src/calendar-data.js';
import { addDays } from '../src/local-time.js';

/** The notices for 2025 (国办发明电〔2024〕12号) and 2026 (国办发明电〔2025〕7号), typed by hand. */
export const OFFICIAL_NOTICES: CalendarData = {
  version: 'notices-2025-2026',
  coveredFrom: '2025-01-01',
  coveredTo: '2026-12-31',
  holidays: {
    ...off('元旦', '2025-01-01', 1),
    ...off('春节', '2025-01-28', 8),
    ...off('清明节', '2025-04-04', 3),
    ...off('劳动节', '2025-05-01', 5),
    ...off('端午节', '2025-05-31', 3),
    ...off('国庆节、中秋节', '2025-10-01', 8),
    ...off('元旦', '2026-01-01', 3),
    ...off('春节', '2026-02-15', 9),
    ...off('清明节', '2026-04-04', 3),
    ...off('劳动节', '2026-05-01', 5),
    ...off('端午节', '2026-06-19', 3),
    ...off('中秋节', '2026-09-25', 3),
    ...off('国庆节', '2026-10-01', 7),
  },
  makeUpWorkingDays: {
    '2025-01-26': '春节',
    '2025-02-08': '春节',
    '2025-04-27': '劳动节',
    '2025-09-28': '国庆节、中秋节',
    '2025-10-11': '国庆节、中秋节',
    '2026-01-04': '元旦',
    '2026-02-14': '春节',
    '2026-02-28': '春节',
    '2026-05-09': '劳动节',
    '2026-09-20': '国庆节',
    '2026-10-10': '国庆节',
  },
};

function off(name: string, first: string, days: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: days }, (_, index) => [addDays(first, index), name]));
}
