import type { EffectResult } from '@bancheng/contracts';
import { Problem, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { RecordedAct } from './act.js';

/** The engine acts for every jurisdiction and keys its effects itself (`effectKey`), not by an HTTP header. */
export const ENGINE_COMMAND: CommandContext = {
  actor: { subject: 'engine', roles: [], jurisdiction: '', department: null },
  idempotency: null,
  requestId: 'engine',
};

/**
 * Runs an effect of the engine in one transaction. A refusal by the rules is an answer, not a failure; anything else is
 * thrown, and Temporal tries the activity again.
 */
export async function applyEffect(
  unitOfWork: UnitOfWork,
  effect: (tx: EntityManager) => Promise<RecordedAct>,
): Promise<EffectResult> {
  try {
    const { caseId: _caseId, ...notice } = await unitOfWork.run(ENGINE_COMMAND, effect);
    return { acts: [notice], refused: null };
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return { acts: [], refused: error.code };
    throw error;
  }
}
