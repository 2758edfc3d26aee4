import type { RetentionPeriod } from '@bancheng/contracts';
import { COMPLAINT_NUMBER_PREFIX } from '@bancheng/domain';

/** 保管期限代码 of DA/T 22—2015. */
const RETENTION_CODES: Readonly<Record<RetentionPeriod, string>> = {
  permanent: 'Y',
  '30-years': 'D30',
  '10-years': 'D10',
};
const SEQUENCE_DIGITS = 5;

/**
 * 档号, in the order of DA/T 22—2015 (全宗-门类-年度-保管期限-件号), with the jurisdiction for the fonds and the window's
 * prefix for the class, e.g. `370406-BBCS-2026-D30-00001`. The sequence runs through all retention periods of a jurisdiction
 * and year, so that one look shows that no file is missing; it widens beyond 99999.
 */
export function catalogueNumber(
  jurisdiction: string,
  year: number,
  retention: RetentionPeriod,
  sequence: number,
): string {
  const item = String(sequence).padStart(SEQUENCE_DIGITS, '0');
  return [jurisdiction, COMPLAINT_NUMBER_PREFIX, year, RETENTION_CODES[retention], item].join('-');
}
