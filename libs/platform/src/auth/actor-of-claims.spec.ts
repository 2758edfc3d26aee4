import { actorOfClaims } from './actor-of-claims.js';

const names = { name: 'name', roles: 'roles', jurisdiction: 'jurisdiction', department: 'department' };
const actorWith = (sub: unknown, name?: unknown) =>
  actorOfClaims({ sub, name, roles: ['clerk'], jurisdiction: '370406' }, names);

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

  it.each([
    ['王芳', '王芳'],
    [' 王芳 ', '王芳'],
    [undefined, null],
    [{ given: '芳' }, null],
    ['王\u202e芳', null],
    ['芳'.repeat(51), null],
  ])('takes the name %j as %j', (given, name) => {
    expect(actorWith('clerk-wang', given).name).toBe(name);
  });
});
