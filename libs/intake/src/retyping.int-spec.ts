import { MONDAY, Reception } from '../test/reception.js';

/** The close of business of this day in March 2026, as the API writes it. */
const close = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

describe('问题类型更正', () => {
  let reception: Reception;
  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  async function accepted(type: string): Promise<string> {
    const { id } = await reception.register();
    await reception.accept(id, type);
    return id;
  }
  const retype = (id: string, type: string, role: 'clerk' | 'leader' = 'clerk') =>
    reception.app.as(role).post(`/v1/complaints/${id}/retype`, { type, reason: '受理时判断有误' });
  const refused = (status: number, code: string) => ({ status, body: { code } });

  it('counts from 受理 by the new type, and shows the type and the deadline it had', async () => {
    const id = await accepted('simple');
    reception.clock.set('2026-03-02T15:00:00+08:00');
    const { status, body } = await retype(id, 'general');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ kind: 'retyped', status: 'accepted' },
      clocks: [{ clockId: 'case', dueAt: close(4), originalDueAt: close(2), overdueAt: null }],
    });
    expect((await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body).toMatchObject({
      ...{ type: 'general', originalType: 'simple', overdue: false },
    });
    const timeline = await reception.app.as('clerk').get(`/v1/complaints/${id}/timeline`);
    expect(timeline.body.items.at(-1)).toMatchObject({
      detail: { from: 'simple', to: 'general', oldDueAt: close(2), newDueAt: close(4), overdue: false },
      texts: [{ kind: 'retyping-reason', body: '受理时判断有误' }],
    });
  });

  it('is overdue at once, and says so, where the new date has passed', async () => {
    const id = await accepted('general');
    reception.clock.set('2026-03-03T09:00:00+08:00');
    expect((await retype(id, 'simple')).body.clocks).toMatchObject([{ dueAt: close(2), originalDueAt: close(4) }]);
    expect((await reception.app.as('clerk').get(`/v1/complaints/${id}`)).body.overdue).toBe(true);
  });

  it('is the clerk’s within one working day, then a leader’s', async () => {
    const id = await accepted('general');
    reception.clock.set('2026-03-03T17:00:00.001+08:00');
    expect(await retype(id, 'complex')).toMatchObject(refused(403, 'leader-retypes'));
    expect((await retype(id, 'complex', 'leader')).body.clocks).toMatchObject([{ dueAt: close(9) }]);
  });

  it('is for another type, of a case in hand', async () => {
    const id = await accepted('general');
    expect(await retype(id, 'general')).toMatchObject(refused(422, 'type-unchanged'));
    const { id: registered } = await reception.register();
    expect(await retype(registered, 'general')).toMatchObject(refused(409, 'not-allowed-now'));
    expect((await reception.app.as('department').post(`/v1/complaints/${id}/retype`, {})).status).toBe(403);
  });
});
