import type { EngineAct } from '@bancheng/contracts/workflow';
import { Client, Connection, type WorkflowExecutionStatusName } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Env } from './programs.js';

/** One run of a complaint's workflow as Temporal keeps it. */
export interface RunHistory {
  workflowId: string;
  runId: string;
  status: WorkflowExecutionStatusName;
  /** Its events, in Temporal's JSON with every payload decoded. */
  events: HistoryEvent[];
}

export interface HistoryEvent {
  eventId: string;
  eventType: string;
  workflowExecutionSignaledEventAttributes?: { signalName: string; input: { payloads: unknown[] } };
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
  activityTaskStartedEventAttributes?: { attempt: number; scheduledEventId: string };
  activityTaskCompletedEventAttributes?: { scheduledEventId: string; result?: { payloads: unknown[] } };
}

/** Does something with Temporal's client, and closes it. */
export async function withTemporal<T>(env: Env, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS']! });
  try {
    return await work(new Client({ connection, namespace: env['TEMPORAL_NAMESPACE']! }));
  } finally {
    await connection.close();
  }
}

/** Every run that Temporal knows, or those of one workflow. */
export function allRuns(env: Env, workflowId?: string): Promise<RunHistory[]> {
  return withTemporal(env, async (client) => {
    const runs: RunHistory[] = [];
    const query = workflowId === undefined ? '' : `WorkflowId = '${workflowId}'`;
    for await (const { workflowId: id, runId, status } of client.workflow.list({ query })) {
      const history = await client.workflow.getHandle(id, runId).fetchHistory();
      const { events } = decoded(JSON.parse(historyToJSON(history))) as { events: HistoryEvent[] };
      runs.push({ workflowId: id, runId, status: status.name, events });
    }
    return runs;
  });
}

/** Ids of the workflows that Temporal lists as running. */
export function runningWorkflows(env: Env): Promise<string[]> {
  return withTemporal(env, async (client) => {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
      ids.push(workflowId);
    return ids;
  });
}

/** The sequences of the acts that a run heard of, by signal or as an activity's answer, in the order of its history. */
export function actsHeard({ events }: RunHistory): number[] {
  const payloads = events.flatMap((event) => [
    ...(event.workflowExecutionSignaledEventAttributes?.input.payloads ?? []),
    ...(event.activityTaskCompletedEventAttributes?.result?.payloads ?? []),
  ]);
  return payloads.flatMap((payload) => (payload as { acts?: EngineAct[] }).acts ?? []).map(({ seq }) => seq);
}

/** Temporal's JSON with each payload replaced by what it carries. */
function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  const { data, metadata } = value as { data?: unknown; metadata?: unknown };
  if (typeof data === 'string' && metadata !== undefined) return contentOf(Buffer.from(data, 'base64').toString());
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, decoded(part)]));
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
