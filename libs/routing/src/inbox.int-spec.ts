import { createDataSource } from '@bancheng/platform';
import { conductOf } from '@bancheng/testing';
import { Hall, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { moveToEndOfInbox } from './infrastructure/inbox.js';

const IDENTITY = /王\s*小\s*明|138[-\s]*0000[-\s]*0000|１３８/;

describe('the department’s inbox', () => {
  let hall: Hall;

  /** Where each inbox ended before the test. */
  const from = new Map<string, string>();

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(async () => {
    hall.clock.set(MONDAY);
    for (const code of ['scjg', 'bdc', 'yb']) from.set(code, (await poll('limit=100', code)).next);
  });

  const poll = async (query = '', department = 'scjg', cursor = from.get(department)) => {
    const start = cursor === undefined ? '' : `cursor=${cursor}`;
    return (await hall.app.as('department-system', { department }).get(`/v1/inbox?${start}&${query}`)).body;
  };

  it('shows the slip with what its department needs', async () => {
    const caseId = await hall.accepted('general');
    const order = { department: 'scjg', handlerName: '李办', instruction: '请当日联系' };
    const [dispatch] = (await hall.send(caseId, [order])).body.dispatches;
    const { items } = await poll();
    expect(items).toMatchObject([
      {
        dispatchId: dispatch.dispatchId,
        complaintId: caseId,
        number: expect.stringMatching(/^BBCS-370406-2026-\d{5}$/),
        type: 'general',
        state: 'sent',
        requirement: 'two-working-days',
        clock: { dueAt: dispatch.dueAt, remainingWorkingDays: 2 },
        overdue: false,
        name: '王小明',
        phone: '13800000000',
        identityWithheld: false,
        record: '三次到窗口均未受理',
        claim: '请尽快办理',
        handlerName: '李办',
        instruction: '请当日联系',
        replies: [],
      },
    ]);
    hall.clock.set('2026-03-04T17:00:01+08:00');
    expect((await poll()).items[0].overdue).toBe(true);
  });

  it('goes on from where the last answer ended, and brings changed slips again', async () => {
    const one = await hall.dispatched();
    const two = await hall.dispatched();
    const three = await hall.dispatched();
    const first = await poll('limit=2');
    expect(first).toMatchObject({
      items: [{ dispatchId: one.dispatchId }, { dispatchId: two.dispatchId }],
      more: true,
    });
    const second = await poll('limit=2', 'scjg', first.next);
    expect(second).toMatchObject({ items: [{ dispatchId: three.dispatchId }], more: false });
    expect(await poll('', 'scjg', second.next)).toEqual({ items: [], next: second.next, more: false });
    await hall.reply(one.dispatchId);
    const third = await poll('', 'scjg', second.next);
    expect(third.items).toMatchObject([{ dispatchId: one.dispatchId, state: 'ended' }]);
    await hall.ask(two.dispatchId, 1);
    expect((await poll('', 'scjg', third.next)).items).toMatchObject([{ extensions: [{ granted: null }] }]);
  });

  it('can be narrowed to a state', async () => {
    const { dispatchId: sent } = await hall.dispatched();
    const { dispatchId: signed } = await hall.dispatched();
    const { dispatchId: ended } = await hall.dispatched();
    await hall.department().post(`/v1/dispatches/${signed}/sign`, {});
    await hall.reply(ended);
    for (const [state, id] of Object.entries({ sent, signed, ended })) {
      expect((await poll(`status=${state}`)).items.map((item: { dispatchId: string }) => item.dispatchId)).toEqual([
        id,
      ]);
    }
  });

  it('holds the own department’s slips of the own jurisdiction', async () => {
    await hall.dispatched();
    expect((await poll('', 'bdc')).items).toEqual([]);
    const elsewhere = hall.app.as('department', { department: 'scjg', jurisdiction: '370102' });
    expect((await elsewhere.get('/v1/inbox')).body.items).toEqual([]);
    expect((await hall.app.as('clerk').get('/v1/inbox')).status).toBe(403);
  });

  it.each(['cursor=zzz', 'cursor=OTk5OTk5OTk5OTk5', 'limit=0', 'status=lost', 'page=2'])(
    'refuses ?%s',
    async (query) => {
      expect((await hall.department().get(`/v1/inbox?${query}`)).status).toBe(400);
    },
  );

  it('never skips a slip whose change commits late', async () => {
    const late = await hall.dispatched();
    const next = await hall.dispatched();
    const { next: cursor } = await poll();
    const url = hall.app.database.serviceUrls.routing;
    const slow = await createDataSource({ applicationName: 'slow', url, schema: 'routing', entities: [] }).initialize();
    let signing: Promise<{ status: number }>;
    await slow.transaction(async (tx) => {
      await moveToEndOfInbox(tx, [{ id: late.dispatchId, jurisdiction: '370406', department: 'scjg' }]);
      signing = hall.department().post(`/v1/dispatches/${next.dispatchId}/sign`, {});
      await waiting();
      expect(await poll('', 'scjg', cursor)).toEqual({ items: [], next: cursor, more: false });
    });
    await slow.destroy();
    expect((await signing!).status).toBe(200);
    const ids = (await poll('', 'scjg', cursor)).items.map((item: { dispatchId: string }) => item.dispatchId);
    expect(ids).toEqual([late.dispatchId, next.dispatchId]);
  });

  /** Until a transaction of the service waits for another one’s lock. */
  async function waiting(): Promise<void> {
    for (let blocked = false; !blocked;) {
      const rows = await hall.app.ownerQuery(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      blocked = rows.length > 0;
    }
  }

  it('shows a polling system every last state while others act', async () => {
    const caseIds = await Promise.all(Array.from({ length: 12 }, () => hall.accepted('general')));
    const seen = new Map<string, string>();
    let done = false;
    let { next } = await poll();
    const polling = (async () => {
      for (let last = false; !last;) {
        last = done;
        const page = await poll('limit=100', 'scjg', next);
        for (const item of page.items) seen.set(item.dispatchId, item.state);
        next = page.next;
      }
    })();
    const ids = await Promise.all(
      caseIds.map(async (caseId, index) => {
        const [dispatchId] = await hall.sent(caseId, 'scjg', 'bdc');
        if (index % 2 === 0) await hall.department().post(`/v1/dispatches/${dispatchId}/sign`, {});
        if (index % 3 === 0) await hall.reply(dispatchId!);
        return dispatchId!;
      }),
    );
    done = true;
    await polling;
    const expected = ids.map((id, index) => [id, index % 3 === 0 ? 'ended' : index % 2 === 0 ? 'signed' : 'sent']);
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  });

  describe('hides who the citizen is', () => {
    const record = '王小明（电话138-0000-0000）反映窗口态度差';

    it('from the accused department, in every text of the slip, and from no other', async () => {
      const caseId = await hall.accepted('general', { ...conductOf('scjg'), record });
      const written = { record: '王 小明来电１３８００００００００', instruction: '请勿联系王小明 138 0000 0000' };
      const sent = await hall.send(caseId, [
        { department: 'scjg', ...written },
        { department: 'bdc', ...written },
        { department: 'yb' },
      ]);
      const [accused, other, plain] = sent.body.dispatches;
      const { extensionId } = (await hall.ask(accused.dispatchId, 1)).body;
      const comment = '王小明的事抓紧';
      await hall.app.as('leader').post(`/v1/extensions/${extensionId}/decide`, { granted: false, comment });
      await hall.reply(accused.dispatchId, 'solved', 'scjg', { text: '已向王小明（13800000000）道歉' });
      for (const seen of [await poll(), (await hall.department().get(`/v1/dispatches/${accused.dispatchId}`)).body]) {
        expect(JSON.stringify(seen)).not.toMatch(IDENTITY);
      }
      expect((await poll()).items).toMatchObject([{ identityWithheld: true, name: null, phone: null }]);
      expect((await poll('', 'bdc')).items).toMatchObject([
        { dispatchId: other.dispatchId, name: '王小明', ...written },
      ]);
      expect((await poll('', 'yb')).items).toMatchObject([{ dispatchId: plain.dispatchId, record }]);
      const clerk = (await hall.app.as('clerk').get(`/v1/dispatches/${accused.dispatchId}`)).body;
      expect(clerk).toMatchObject({ name: '王小明', phone: '13800000000', ...written });
    });

    it('from every department when the citizen asked for it', async () => {
      const caseId = await hall.accepted('general', { confidential: true, record });
      await hall.sent(caseId, 'scjg');
      const { items } = await poll();
      expect(items).toHaveLength(1);
      expect(JSON.stringify(items)).not.toMatch(IDENTITY);
    });
  });
});
