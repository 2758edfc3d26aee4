import { complaintEvent, COMPLAINT_TOPIC, COMPLAINT_TOPIC_PARTITIONS, type EngineAct } from '@bancheng/contracts';
import { ACT_KINDS, type ActKind } from '@bancheng/domain';
import { ensureTopics, type EventPublisher, type OutgoingMessage } from '@bancheng/platform';
import type { Kafka } from 'kafkajs';
import type { z } from 'zod';
import type { Courier, DeliveryFailure, Outcome, Parcel } from './courier.js';

const TOPIC = { topic: COMPLAINT_TOPIC, partitions: COMPLAINT_TOPIC_PARTITIONS };
const SCHEMAS = new Map<ActKind, z.ZodType>(ACT_KINDS.map((kind) => [kind, complaintEvent(kind)]));

interface Checked {
  caseId: string;
  messages: OutgoingMessage[];
  upTo: number;
  failure: DeliveryFailure | null;
}

/** Publishes events, checked against their own schema on the way out: what is not in it (a name, a text) never leaves. */
export class EventCourier implements Courier {
  readonly target = 'kafka';
  private topicReady = false;

  constructor(
    private readonly publisher: EventPublisher,
    private readonly kafka: Kafka,
  ) {}

  async deliver(cases: ReadonlyMap<string, readonly Parcel[]>): Promise<Outcome[]> {
    const checked = [...cases].map(([caseId, parcels]) => check(caseId, parcels));
    const failure = await this.publish(checked.flatMap(({ messages }) => messages));
    if (failure?.kind === 'poison' && checked.length > 1) return this.deliverOneByOne(cases);
    return checked.map((one) =>
      failure === null
        ? { caseId: one.caseId, upTo: one.upTo, runId: null, failure: one.failure }
        : { caseId: one.caseId, upTo: 0, runId: null, failure },
    );
  }

  private async deliverOneByOne(cases: ReadonlyMap<string, readonly Parcel[]>): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const entry of cases) outcomes.push(...(await this.deliver(new Map([entry]))));
    return outcomes;
  }

  private async publish(messages: readonly OutgoingMessage[]): Promise<DeliveryFailure | null> {
    if (messages.length === 0) return null;
    try {
      if (!this.topicReady) await ensureTopics(this.kafka, [TOPIC]);
      this.topicReady = true;
      await this.publisher.publish(COMPLAINT_TOPIC, messages);
      return null;
    } catch (error) {
      this.topicReady = false; // the brokers may come back without it
      const type = (error as { type?: unknown }).type;
      return type === 'MESSAGE_TOO_LARGE' || type === 'INVALID_RECORD'
        ? { kind: 'poison', code: type }
        : { kind: 'outage', code: typeof type === 'string' ? type : 'kafka-unreachable' };
    }
  }
}

/** The case's rows up to the first one that does not meet its schema. */
function check(caseId: string, parcels: readonly Parcel[]): Checked {
  const checked: Checked = { caseId, messages: [], upTo: 0, failure: null };
  for (const { act, event } of parcels) {
    if (!isValid(act, event)) return { ...checked, failure: { kind: 'poison', code: 'event-schema' } };
    checked.messages.push({ key: caseId, value: JSON.stringify(event) });
    checked.upTo = act.seq;
  }
  return checked;
}

function isValid(act: EngineAct, event: unknown): boolean {
  return SCHEMAS.get(act.kind)?.safeParse(event).success === true;
}
