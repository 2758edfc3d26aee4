import { randomUUID } from 'node:crypto';
import type { EffectResult, PublicSignalName, UNKNOWN_SIGNAL } from '@bancheng/contracts';
import { MockActivityEnvironment } from '@temporalio/testing';
import { Hall, marchClose, MONDAY, STARTS_WITHIN_MS } from '../test/hall.js';
import { routingActivities } from './activities/routing.activities.js';
import { ApplyPublicSignal } from './application/apply-public-signal.use-case.js';
import { EndDispatches } from './application/end-dispatches.use-case.js';
import { Resume } from './application/resume.use-case.js';

describe('what the engine asks of routing', () => {
  let hall: Hall;
  let ordinal = 0;
  const nextKey = () => `signal:run-1:${++ordinal}`;
  const activities = () => {
    const { app } = hall;
    return routingActivities(app.provider(Resume), app.provider(EndDispatches), app.provider(ApplyPublicSignal));
  };

  beforeAll(async () => {
    hall = await Hall.open();
    const admin = hall.app.as('admin');
    await admin.put('/v1/signallers/scjg-system', { role: 'department-system', department: 'scjg' });
    await admin.put('/v1/signallers/bdc-system', { role: 'department-system', department: 'bdc' });
    await hall.app.putPeople('leader', ['boss', 'scjg-person']);
    await admin.put('/v1/signallers/boss', { role: 'leader' });
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const signal = (
    caseId: string,
    name: PublicSignalName | typeof UNKNOWN_SIGNAL,
    payload: unknown,
    effectKey = nextKey(),
    recordRefusal = true,
    attempt = 1,
  ): Promise<EffectResult> =>
    new MockActivityEnvironment({ attempt }).run(() =>
      activities().applyPublicSignal({ caseId, name, payload, effectKey, recordRefusal }),
    );

  const refusals = (caseId: string) =>
    hall.app.ownerQuery<{ code: string; digest: string; name: string }>(
      'select name, code, digest from routing.refused_signal where case_id = $1 order by effect_key',
      [caseId],
    );

  describe('departmentReplied', () => {
    const solved = (dispatchId: string, subject = 'scjg-system') => ({ subject, dispatchId, outcome: 'solved' });

    it('completes the department’s part by itself, signing the slip too', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const result = await signal(caseId, 'departmentReplied', solved(dispatchId));
      expect(result).toMatchObject({ refused: null, acts: [{ seq: 4, kind: 'replied', status: 'replied' }] });
      const [act] = await hall.app.ownerQuery(
        'select actor, role, origin, detail from casebook.act where case_id = $1 and seq = 4',
        [caseId],
      );
      const detail = { dispatchId, department: 'scjg', outcome: 'solved', final: true, late: false };
      expect(act).toEqual({ actor: 'scjg-system', role: 'department-system', origin: 'signal', detail });
      expect((await hall.department().get(`/v1/dispatches/${dispatchId}`)).body).toMatchObject({
        state: 'ended',
        signedAt: new Date(MONDAY).toISOString(),
        replies: [],
      });
    });

    it('is told to Kafka, but not to the engine that asked for it', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      await signal(caseId, 'departmentReplied', solved(dispatchId));
      const told = await hall.app.ownerQuery('select target from casebook.delivery where case_id = $1 and seq = 4', [
        caseId,
      ]);
      expect(told).toEqual([{ target: 'kafka' }]);
    });

    it('is refused, not thrown, for a case that does not exist', async () => {
      const { dispatchId } = await hall.dispatched();
      const caseId = randomUUID();
      const answer = await signal(caseId, 'departmentReplied', solved(dispatchId));
      expect(answer).toEqual({ acts: [], refused: 'complaint-not-found' });
      expect(await refusals(caseId)).toEqual([]);
    });

    it('says why by a code, kept in words with the case', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const payload = { ...solved(dispatchId), outcome: 'not-solved', reasonCode: 'beyond-authority' };
      expect(await signal(caseId, 'departmentReplied', payload)).toMatchObject({ refused: null });
      expect((await hall.department().get(`/v1/dispatches/${dispatchId}`)).body.replies).toEqual([
        { seq: 4, kind: 'reply-reason', body: '超出本部门职权' },
      ]);
    });

    it('is accepted late, and late, after the due time', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      hall.clock.set('2026-03-05T09:00:00+08:00');
      const { acts } = await signal(caseId, 'departmentReplied', solved(dispatchId));
      expect(acts).toMatchObject([{ kind: 'replied', status: 'replied' }]);
      const [act] = await hall.app.ownerQuery('select detail from casebook.act where case_id = $1 and seq = 4', [
        caseId,
      ]);
      expect(act).toMatchObject({ detail: { late: true } });
      expect((await hall.stateOf(caseId)).overdue).toBe(true);
    });

    it('changes nothing when its activity is retried, even at once or after the signaller is gone', async () => {
      await hall.app.as('admin').put('/v1/signallers/brief', { role: 'department', department: 'scjg' });
      const { caseId, dispatchId } = await hall.dispatched();
      const key = nextKey();
      const apply = () => signal(caseId, 'departmentReplied', solved(dispatchId, 'brief'), key);
      const [first, twin] = await Promise.all([apply(), apply()]);
      expect(first).toMatchObject({ refused: null });
      expect(twin).toEqual(first);
      const slip = await hall.department().get(`/v1/dispatches/${dispatchId}`);
      await hall.app.ownerQuery(`delete from directory.signaller where subject = 'brief'`);
      hall.clock.set('2026-03-03T09:00:00+08:00');
      expect(await apply()).toEqual(first);
      expect((await hall.stateOf(caseId)).seq).toBe(4);
      expect((await hall.department().get(`/v1/dispatches/${dispatchId}`)).body).toMatchObject({
        repliedAt: slip.body.repliedAt,
      });
      expect(await refusals(caseId)).toEqual([]);
    });

    it('is refused when repeated, and the refusal is kept once however often its activity is retried', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      await signal(caseId, 'departmentReplied', solved(dispatchId));
      const before = await hall.stateOf(caseId);
      const key = nextKey();
      for (const _try of [1, 2, 3]) {
        const again = await signal(caseId, 'departmentReplied', solved(dispatchId), key);
        expect(again).toEqual({ acts: [], refused: 'not-allowed-now' });
      }
      expect(await hall.stateOf(caseId)).toEqual(before);
      expect(await refusals(caseId)).toEqual([
        { name: 'departmentReplied', code: 'not-allowed-now', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ]);
    });

    it('keeps to its first refusal when a retry would find things changed', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const key = nextKey();
      const apply = () => signal(caseId, 'departmentReplied', solved(dispatchId, 'newcomer'), key);
      expect((await apply()).refused).toBe('unknown-signaller');
      await hall.app.as('admin').put('/v1/signallers/newcomer', { role: 'department', department: 'scjg' });
      expect((await apply()).refused).toBe('unknown-signaller');
    });

    it('is refused for a part that ended while others go on', async () => {
      const caseId = await hall.accepted('general');
      const [first] = await hall.sent(caseId, 'scjg', 'bdc');
      await hall.reply(first!);
      expect((await signal(caseId, 'departmentReplied', solved(first!))).refused).toBe('dispatch-ended');
    });

    it('is refused from whoever may not speak for the slip', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const other = await hall.dispatched();
      await hall.app
        .as('admin', { jurisdiction: '370102' })
        .put('/v1/signallers/elsewhere', { role: 'department-system', department: 'scjg' });
      const codes = [];
      for (const payload of [
        solved(dispatchId, 'nobody'),
        solved(dispatchId, 'elsewhere'),
        solved(dispatchId, 'bdc-system'),
        solved(dispatchId, 'boss'),
        solved(other.dispatchId),
      ]) {
        codes.push((await signal(caseId, 'departmentReplied', payload)).refused);
      }
      expect(codes).toEqual([
        'unknown-signaller',
        'unknown-signaller',
        'signaller-unauthorised',
        'signaller-unauthorised',
        'dispatch-not-found',
      ]);
      expect((await hall.stateOf(caseId)).seq).toBe(3);
      expect(await refusals(caseId)).toHaveLength(5);
    });

    it.each([
      ['nothing', undefined],
      ['a text', '已办结，请联系王小明 13800000000'],
      ['no subject', { dispatchId: '00000000-0000-4000-8000-000000000000', outcome: 'solved' }],
      [
        'a free text beside',
        { subject: 'scjg-system', dispatchId: '00000000-0000-4000-8000-000000000000', outcome: 'solved', text: 'x' },
      ],
      [
        'not solved without a reason',
        { subject: 'scjg-system', dispatchId: '00000000-0000-4000-8000-000000000000', outcome: 'not-solved' },
      ],
      [
        'progress without a reason',
        { subject: 'scjg-system', dispatchId: '00000000-0000-4000-8000-000000000000', outcome: 'progress' },
      ],
      [
        'a reason of its own',
        {
          subject: 'scjg-system',
          dispatchId: '00000000-0000-4000-8000-000000000000',
          outcome: 'solved',
          reasonCode: '王小明',
        },
      ],
      [
        'what no database takes',
        { subject: 'a\u0000', dispatchId: '00000000-0000-4000-8000-000000000000', outcome: 'solved' },
      ],
    ])('is refused as malformed: %s', async (_what, payload) => {
      const { caseId } = await hall.dispatched();
      expect(await signal(caseId, 'departmentReplied', payload)).toEqual({ acts: [], refused: 'signal-malformed' });
      expect((await hall.stateOf(caseId)).seq).toBe(3);
      const kept = await hall.app.ownerQuery('select * from routing.refused_signal where case_id = $1', [caseId]);
      expect(kept).toHaveLength(1);
      expect(JSON.stringify(kept)).not.toMatch(/王小明|13800000000/);
    });

    it('is refused without a trace when the run has refused too many', async () => {
      const { caseId } = await hall.dispatched();
      expect((await signal(caseId, 'departmentReplied', {}, nextKey(), false)).refused).toBe('signal-malformed');
      expect(await refusals(caseId)).toEqual([]);
    });

    it('is refused when nobody knows its name', async () => {
      const { caseId } = await hall.dispatched();
      expect(await signal(caseId, 'unknown', null)).toEqual({ acts: [], refused: 'signal-unknown' });
      expect(await refusals(caseId)).toMatchObject([{ name: 'unknown', code: 'signal-unknown' }]);
    });

    it('is tried again when it fails for another reason, then recorded as failed, and what it wrote is undone', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      await hall.app.ownerQuery(`create function routing.break() returns trigger language plpgsql as
        $$ begin raise exception 'broken'; end $$`);
      await hall.app.ownerQuery(`create trigger broken before insert or update on routing.inbox_counter
        for each row execute function routing.break()`);
      const key = nextKey();
      const once = (attempt: number) => signal(caseId, 'departmentReplied', solved(dispatchId), key, true, attempt);
      await expect(once(1)).rejects.toThrow();
      const given = { acts: [], refused: 'signal-failed' };
      expect(await once(7)).toEqual(given);
      await hall.app.ownerQuery('drop function routing.break cascade');
      expect(await once(8)).toEqual(given);
      expect(await refusals(caseId)).toMatchObject([{ name: 'departmentReplied', code: 'signal-failed' }]);
      expect((await hall.stateOf(caseId)).seq).toBe(3);
      expect((await hall.reply(dispatchId)).status).toBe(200);
    });

    it('does not hold up its case where not even the failure can be recorded', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      await hall.app.ownerQuery('alter table routing.refused_signal add constraint "full" check (false) not valid');
      const key = nextKey();
      const again = (attempt: number) => signal(caseId, 'departmentReplied', {}, key, true, attempt);
      await expect(again(6)).rejects.toThrow();
      expect(await again(7)).toEqual({ acts: [], refused: 'signal-failed' });
      await hall.app.ownerQuery('alter table routing.refused_signal drop constraint "full"');
      expect((await hall.reply(dispatchId)).status).toBe(200);
    });

    it('and the API at once: one of them replies', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const [byApi, bySignal] = await Promise.all([
        hall.reply(dispatchId),
        signal(caseId, 'departmentReplied', solved(dispatchId)),
      ]);
      expect([byApi.status === 200, bySignal.refused === null].filter(Boolean)).toHaveLength(1);
      expect((await hall.stateOf(caseId)).seq).toBe(4);
    });
  });

  describe('extensionDecided', () => {
    async function asked() {
      const { caseId, dispatchId } = await hall.dispatched();
      const { extensionId } = (await hall.ask(dispatchId, 3)).body;
      return { caseId, dispatchId, extensionId: extensionId as string };
    }

    it('extends by itself when a leader grants', async () => {
      const { caseId, dispatchId, extensionId } = await asked();
      const payload = { subject: 'boss', extensionId, granted: true };
      const key = nextKey();
      const first = await signal(caseId, 'extensionDecided', payload, key);
      expect(first).toMatchObject({ refused: null, acts: [{ kind: 'extensionDecided' }] });
      expect(await signal(caseId, 'extensionDecided', payload, key)).toEqual(first);
      expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe(marchClose(9));
      expect((await signal(caseId, 'extensionDecided', payload)).refused).toBe('extension-already-decided');
    });

    it('is refused when the cap was lowered under the days asked for', async () => {
      const { caseId, dispatchId, extensionId } = await asked();
      await hall.changePolicy(caseId, { extensionCapWorkingDays: 2 });
      const payload = { subject: 'boss', extensionId, granted: true };
      expect(await signal(caseId, 'extensionDecided', payload)).toEqual({
        acts: [],
        refused: 'extension-days-invalid',
      });
      expect(await refusals(caseId)).toMatchObject([{ code: 'extension-days-invalid' }]);
      expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe(marchClose(4));
    });

    it('is refused once the department took the request back', async () => {
      const { caseId, dispatchId, extensionId } = await asked();
      await hall.department().post(`/v1/extensions/${extensionId}/withdrawal`, undefined);
      const payload = { subject: 'boss', extensionId, granted: true };
      expect((await signal(caseId, 'extensionDecided', payload)).refused).toBe('extension-withdrawn');
      expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe(marchClose(4));
    });

    it('is never the one’s who asked, be it a leader by now', async () => {
      const { caseId, dispatchId, extensionId } = await asked();
      await hall.app.as('admin').put('/v1/signallers/scjg-person', { role: 'leader' });
      const payload = { subject: 'scjg-person', extensionId, granted: true };
      expect((await signal(caseId, 'extensionDecided', payload)).refused).toBe('own-extension');
      expect((await hall.clockOf(caseId, `dispatch:${dispatchId}`)).dueAt).toBe(marchClose(4));
    });

    it.each([{ granted: 'true' }, { granted: null }, {}, { granted: true, comment: '同意' }, { extensionId: '1' }])(
      'is refused as malformed: %j',
      async (written) => {
        const { caseId, extensionId } = await asked();
        const payload = { subject: 'boss', extensionId, ...written };
        expect((await signal(caseId, 'extensionDecided', payload)).refused).toBe('signal-malformed');
      },
    );

    it('is nobody’s any more who is no leader on duty of the directory', async () => {
      const { caseId, extensionId } = await asked();
      await hall.app.putPeople('leader', ['boss-who-left']);
      await hall.app.as('admin').put('/v1/signallers/boss-who-left', { role: 'leader' });
      await hall.app.ownerQuery(`update directory.person set active = false where subject = 'boss-who-left'`);
      const payload = { subject: 'boss-who-left', extensionId, granted: true };
      expect((await signal(caseId, 'extensionDecided', payload)).refused).toBe('unknown-signaller');
    });

    it('is a leader’s alone, and for an extension of the case', async () => {
      const { caseId, extensionId } = await asked();
      const other = await asked();
      const decided = (subject: string, id: string) =>
        signal(caseId, 'extensionDecided', { subject, extensionId: id, granted: true });
      expect((await decided('scjg-system', extensionId)).refused).toBe('signaller-unauthorised');
      expect((await decided('boss', other.extensionId)).refused).toBe('extension-not-found');
      expect((await hall.stateOf(caseId)).kinds.at(-1)).toBe('extensionAsked');
    });
  });

  describe('resumeDispatch', () => {
    it('is tried again while the clock has not come so far, and refused where nothing waits any more', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const evidence = { missing: ['身份证复印件'], toldBy: 'sms', reference: '短信 0302-1' };
      const { until } = (await hall.department().post(`/v1/dispatches/${dispatchId}/suspension`, evidence)).body;
      const alarm = { clockId: `suspension:${dispatchId}`, level: 'red', at: until, dueAt: until } as const;
      await expect(activities().resumeDispatch({ caseId, alarm })).rejects.toMatchObject({ type: 'NotYetDue' });
      await hall.department().post(`/v1/dispatches/${dispatchId}/resumption`, undefined);
      hall.clock.set(until);
      expect(await activities().resumeDispatch({ caseId, alarm })).toEqual({ acts: [], refused: 'alarm-stale' });
    });
  });
});
