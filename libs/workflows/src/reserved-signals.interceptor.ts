import { UNKNOWN_SIGNAL } from '@bancheng/contracts/workflow';
import type { WorkflowInterceptors } from '@temporalio/workflow';

/** Names that the SDK keeps for itself; it fails the task of a run that is sent one and listens to unknown names. */
const RESERVED = '__temporal_';

/** Temporal accepts a signal of any name; one with a reserved name is passed on as an unknown signal. */
export function interceptors(): WorkflowInterceptors {
  return {
    internals: [
      {
        activate(input, next) {
          for (const { signalWorkflow } of input.activation.jobs ?? []) {
            if (signalWorkflow?.signalName?.startsWith(RESERVED)) signalWorkflow.signalName = UNKNOWN_SIGNAL;
          }
          next(input);
        },
      },
    ],
  };
}
