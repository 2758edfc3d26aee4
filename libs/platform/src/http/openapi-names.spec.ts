import type { OpenAPIObject } from '@nestjs/swagger';
import { markOutputs, nameOutputs } from './openapi-names.js';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const documentOf = (schemas: object, answer: string) =>
  ({ components: { schemas }, answer: reference(answer) }) as unknown as OpenAPIObject;

describe('names of answers’ components', () => {
  it('marks definitions and references', () => {
    expect(markOutputs({ $ref: '#/$defs/A', $defs: { A: { type: 'string' } } })).toEqual({
      $ref: '#/$defs/A.output',
      $defs: { 'A.output': { type: 'string' } },
    });
  });

  it('keeps the name where only an answer has it, or both read the same', () => {
    const same = { type: 'string' };
    expect(
      nameOutputs(documentOf({ A: same, 'A.output': same, 'B.output': reference('A.output') }, 'B.output')),
    ).toEqual(documentOf({ A: same, B: reference('A') }, 'B'));
  });

  it('tells the answer apart where it differs, and what refers to it, however far', () => {
    const schemas = {
      A: { type: 'string' },
      'A.output': { type: 'number' },
      B: reference('A'),
      'B.output': reference('A.output'),
      BigA: { type: 'null' },
      'BigA.output': { type: 'null' },
    };
    const named = {
      A: { type: 'string' },
      AOutput: { type: 'number' },
      B: reference('A'),
      BOutput: reference('AOutput'),
      BigA: { type: 'null' },
    };
    expect(nameOutputs(documentOf(schemas, 'B.output'))).toEqual(documentOf(named, 'BOutput'));
  });
});
