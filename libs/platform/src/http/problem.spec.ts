import { unprocessable } from './problem.js';

describe('a refusal by a rule', () => {
  it('names the field of the body that it is about, as a 400 does', () => {
    const problem = unprocessable('extension-over-cap', '延期超过上限', '还可延长 3 个工作日。').at('/workingDays');
    expect(problem.toDocument('r-1')).toEqual({
      type: 'urn:bancheng:problem:extension-over-cap',
      title: '延期超过上限',
      status: 422,
      detail: '还可延长 3 个工作日。',
      code: 'extension-over-cap',
      instance: 'urn:bancheng:request:r-1',
      errors: [{ in: 'body', pointer: '/workingDays', code: 'extension-over-cap', message: '延期超过上限' }],
    });
    expect(unprocessable('delegation-past', '委托的截止日期已过').toDocument('r-1')).not.toHaveProperty('errors');
  });
});
