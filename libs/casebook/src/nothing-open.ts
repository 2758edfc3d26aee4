import { openObligations } from '@bancheng/domain';
import { conflict } from '@bancheng/platform';
import type { Complaint } from './complaint.js';

/**
 * No case goes on to its follow-up, or is closed, with a commitment, a slip, a transfer or a wait for papers still open (三(四)).
 * @throws Problem 409 `obligation-open`
 */
export function requireNothingOpen({ clocks }: Pick<Complaint, 'clocks'>): void {
  if (openObligations(clocks).length > 0)
    throw conflict('obligation-open', '该件还有未办结的议定事项、转办单、转交或挂起');
}
