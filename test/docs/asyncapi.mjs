import {
  caseClock,
  complaintEvent,
  COMPLAINT_TOPIC,
  COMPLAINT_TOPIC_PARTITIONS,
  eventTypeOf,
} from '@bancheng/contracts';
import { ACT_LABELS } from '@bancheng/contracts/http/labels';
import { ACT_KINDS } from '@bancheng/domain';
import { deadLetterTopic } from '@bancheng/platform';
import { z } from 'zod';

/** @typedef {import('@bancheng/domain').ActKind} ActKind */

const BINDING = { bindingVersion: '0.5.0' };

const TOPIC_NOTES = `每一步操作一条消息，CloudEvents 1.0 结构化 JSON；\`type\` 说明是哪种操作，\`data\` 带操作后的状态、改动的期限（整体）和操作本身的内容。
不含姓名、电话和文字内容，只有编号、代码和时间。

消息键为件的内部编号（caseId），同一件的消息在同一分区内，按 \`data.seq\` 递增。投递至少一次：换主时可能重发较早的消息，
使用者按 \`id\` 去重，按 \`data.seq\` 判断新旧。

保留时间由 Kafka 自己的设置决定（默认 7 天），须长于使用者可能停机的时间；完整记录在案卷库（casebook.act），不在 Kafka。
分区数自第一天起固定，增加分区会打乱同一件的次序。`;

const DEAD_LETTER_NOTES = `使用者多次处理失败的消息，原样存放，键不变；来源和错误类别在消息头里。
处理好原因后重新发到原主题即可：较早的操作后到也能正确计入。保留时间同样由 Kafka 的设置决定。`;

/** The AsyncAPI 3.0 document of what the system publishes. */
export function asyncApi() {
  return {
    asyncapi: '3.0.0',
    info: { title: '办成：业务事件', version: '1', description: '由 outbox-relay 发布到 Kafka 的事件。' },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      complaint: {
        address: COMPLAINT_TOPIC,
        title: '一件反映事项的每一步操作',
        description: TOPIC_NOTES,
        messages: byKind((kind) => ({ $ref: `#/components/messages/${kind}` })),
        bindings: { kafka: { partitions: COMPLAINT_TOPIC_PARTITIONS, ...BINDING } },
      },
      complaintDeadLetters: {
        address: deadLetterTopic(COMPLAINT_TOPIC),
        title: '未能处理的消息',
        description: DEAD_LETTER_NOTES,
        messages: { deadLetter: { $ref: '#/components/messages/deadLetter' } },
        bindings: { kafka: { partitions: 1, ...BINDING } },
      },
    },
    operations: {
      publishActs: { action: 'send', channel: { $ref: '#/channels/complaint' }, summary: 'outbox-relay 按件依次发布' },
      takeActs: {
        action: 'receive',
        channel: { $ref: '#/channels/complaint' },
        summary: 'reporting 据此生成台账和指标，notices 据此通知反映人、承办单位和领导',
      },
      putAside: {
        action: 'send',
        channel: { $ref: '#/channels/complaintDeadLetters' },
        summary: '使用者放下处理不了的消息，继续处理后面的',
      },
    },
    components: { messages: { ...byKind(messageOf), deadLetter }, schemas: schemas() },
  };
}

/** @param {ActKind} kind */
function messageOf(kind) {
  return {
    name: eventTypeOf(kind),
    title: ACT_LABELS[kind],
    payload: { $ref: `#/components/schemas/${schemaName(kind)}` },
    bindings: {
      kafka: { key: { type: 'string', format: 'uuid', description: '件的内部编号，同 data.caseId' }, ...BINDING },
    },
  };
}

const deadLetter = {
  name: 'deadLetter',
  title: '原消息',
  contentType: 'text/plain',
  headers: {
    type: 'object',
    properties: {
      'x-failed-topic': { type: 'string', description: '原主题' },
      'x-failed-partition': { type: 'string', description: '原分区' },
      'x-failed-offset': { type: 'string', description: '原位置' },
      'x-failed-group': { type: 'string', description: '哪个使用者' },
      'x-failed-error': { type: 'string', description: '错误类别' },
    },
  },
  payload: { type: 'string', description: '原样，可能不是 JSON' },
  bindings: { kafka: { key: { type: 'string', description: '原消息的键' }, ...BINDING } },
};

/** Every event's schema; the clock, which all of them carry, once. */
function schemas() {
  /** @type {z.core.$ZodRegistry<{ id: string }>} */
  const registry = z.registry();
  registry.add(caseClock, { id: 'clock' });
  for (const kind of ACT_KINDS) registry.add(complaintEvent(kind), { id: schemaName(kind) });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-7',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** @param {ActKind} kind */
function schemaName(kind) {
  return `${kind}Event`;
}

/** @template T @param {(kind: ActKind) => T} make @returns {Record<string, T>} */
function byKind(make) {
  return Object.fromEntries(ACT_KINDS.map((kind) => [kind, make(kind)]));
}
