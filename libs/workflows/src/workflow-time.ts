/**
 * The run's own time in milliseconds since 1970: Temporal replaces `Date` inside a workflow by the time of the task
 * being replayed, so this is the same at every replay. The only place that reads it.
 */
export function workflowTime(): number {
  return Date.now();
}
