import { Problem } from '@bancheng/platform';

/** A field of the body that is at fault for this case alone: 422 `unfit-for-case`; `message` is Chinese, for the person. */
export function refuseField(field: string, code: string, message: string): Problem {
  return new Problem({
    status: 422,
    code: 'unfit-for-case',
    title: '所填内容与该件不符',
    errors: [{ in: 'body', pointer: `/${field}`, code, message }],
  });
}
