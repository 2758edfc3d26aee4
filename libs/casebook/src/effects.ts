import type { EffectResult } from '@bancheng/contracts';
import { Problem, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { Recorded, RecordedAct } from './act.js';

/** The engine acts for every jurisdiction and keys its effects itself (`effectKey`), not by an HTTP header. */
export const ENGINE_COMMAND: CommandContext = {
  actor: { subject: 'engine', name: null, roles: [], jurisdiction: '', department: null },
  idempotency: null,
  requestId: 'engine',
};

/**
 * Runs an effect of the engine in one transaction. A refusal by the rules is an answer, not a failure; anything else is
 * thrown, and Temporal tries the activity again.
 */
export async function applyEffect(
  unitOfWork: UnitOfWork,
  effect: (tx: EntityManager) => Promise<Pick<Recorded<unknown>, 'act'>>,
): Promise<EffectResult> {
  try {
    return accepted((await unitOfWork.run(ENGINE_COMMAND, effect)).act);
  } catch (error) {
    return refused(error);
  }
}

/** The engine's answer for an act that was recorded. */
export function accepted({ caseId: _caseId, ...engineAct }: RecordedAct): EffectResult {
  return { acts: [engineAct], refused: null };
}

/** The engine's answer for a refusal by the rules. @throws any other error: Temporal tries again */
export function refused(error: unknown) {
  if (error instanceof Problem && error.status < 500) return { acts: [], refused: error.code } satisfies EffectResult;
  throw error;
}
