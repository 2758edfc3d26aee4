import { ACT_KINDS } from '@bancheng/domain';
import { parseEvent } from './case-event.js';
import { ACT_DETAILS, eventTypeOf, sampleDetail } from './index.js';

const PHONE = '13800000001';

describe('parseEvent', () => {
  it.each([
    ['no JSON', PHONE.concat('x')],
    ['no object', `"${PHONE}"`],
    ['a type that is none of ours', JSON.stringify({ type: PHONE })],
    ['a field that the schema has not', JSON.stringify({ type: eventTypeOf('closed'), phone: PHONE })],
    ['a field of another kind', JSON.stringify({ type: eventTypeOf('closed'), id: PHONE })],
  ])('refuses %s without quoting it', (_, message) => {
    let refusal: unknown;
    try {
      parseEvent(message);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Error);
    expect(String(refusal)).not.toContain(PHONE);
  });
});

describe('the sample beside each schema', () => {
  it.each(ACT_KINDS)('of %s fits it', (kind) => {
    const sample = sampleDetail(kind);
    expect(ACT_DETAILS[kind].parse(sample)).toEqual(sample);
  });
});
