import { actorOfClaims } from './actor-of-claims.js';

const names = { roles: 'bancheng_roles', jurisdiction: 'bancheng_jurisdiction', department: 'bancheng_department' };
const actorWith = (sub: unknown) =>
  actorOfClaims({ sub, bancheng_roles: ['clerk'], bancheng_jurisdiction: '370406' }, names);

describe('actorOfClaims', () => {
  it.each(['clerk-wang', '王小明', 'a'.repeat(128)])('takes %p as a subject', (sub) => {
    expect(actorWith(sub).subject).toBe(sub);
  });

  it.each([[''], [{ id: 'clerk-wang' }], [['clerk-wang']], [12], [null], ['a\u0000b'], ['\ud800'], ['a'.repeat(129)]])(
    'refuses a subject that is no text of a person’s id: %j',
    (sub) => {
      expect(() => actorWith(sub)).toThrow(expect.objectContaining({ status: 401, code: 'token-invalid' }));
    },
  );
});
