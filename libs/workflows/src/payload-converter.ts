import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/**
 * Anyone with access to Temporal may send a signal whose payload cannot be read: another encoding, broken JSON. Reading it
 * must not fail the workflow task, which Temporal would try again for ever; it is read as nothing, and refused as malformed.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: <T>(payload: Payload) => {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      return undefined as T;
    }
  },
};
