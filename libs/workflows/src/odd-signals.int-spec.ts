import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { ACTS_RECORDED_SIGNAL, LIVE_CLOCKS_QUERY, type EngineAct, type LiveClocks } from '@bancheng/contracts/workflow';
import { startClock } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { PaperCase } from '../test/paper-case.js';
import { RealTimeStage, type StagedCase } from '../test/real-time-stage.js';
import { WORKFLOWS_ENTRY } from '../test/workflow-stage.js';

const DAYS_MS = 5 * 86_400_000;

/** Whoever can reach Temporal's frontend can send anything; here by the raw call, as the `temporal` command makes it. */
describe('a run that is sent anything at all', () => {
  let stage: RealTimeStage;

  beforeAll(async () => {
    const bundle = await bundleWorkflows(WORKFLOWS_ENTRY);
    stage = await RealTimeStage.open();
    await stage.startEngine(bundle, 100);
  });
  afterAll(() => stage.close());

  async function accepted(paper: PaperCase, dueIn = DAYS_MS): Promise<EngineAct[]> {
    const opened = await paper.record('registered');
    const act = await paper.record('accepted', (at) => {
      const dueAt = new Date(Date.parse(at) + dueIn).toISOString();
      const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'paper' };
      return { clocks: [startClock({ clockId: 'case', kind: 'case', department: null }, at, deadline)] };
    });
    return [opened, act];
  }

  interface RawPayload {
    encoding: string;
    data: string;
  }

  async function send({ handle }: StagedCase, signalName: string, payloads: readonly RawPayload[]): Promise<void> {
    const { client } = stage;
    await client.workflowService.signalWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId: handle.workflowId },
      signalName,
      input: {
        payloads: payloads.map(({ encoding, data }) => ({
          metadata: { encoding: Buffer.from(encoding) },
          data: Buffer.from(data),
        })),
      },
    });
  }

  const live = ({ handle }: StagedCase) => handle.query<LiveClocks>(LIVE_CLOCKS_QUERY);

  /** The run still does its work: it takes in the next act. */
  async function goesOn(staged: StagedCase): Promise<void> {
    const act = await staged.paper.record('dispatched');
    await staged.handle.signal(ACTS_RECORDED_SIGNAL, staged.paper.message(act));
    await until(async () => (await live(staged)).seq === act.seq);
  }

  it.each<[string, RawPayload[]]>([
    ['another encoding', [{ encoding: 'binary/protobuf', data: 'AAAA' }]],
    ['an unknown encoding', [{ encoding: 'binary/whatever', data: '\u0000\u0001' }]],
    ['broken JSON', [{ encoding: 'json/plain', data: '{"subject":' }]],
    ['nothing', []],
    ['a list', [{ encoding: 'json/plain', data: '[1,2,3]' }]],
  ])('refuses a public signal with %s and goes on', async (_what, payloads) => {
    const staged = await stage.newCase(accepted);
    for (const name of ['departmentReplied', 'extensionDecided', 'nobodyKnowsThis']) await send(staged, name, payloads);
    await until(async () => (await live(staged)).refusedSignals === 3);
    await goesOn(staged);
  });

  it('refuses signals of every other name, those that the SDK keeps for itself too', async () => {
    const staged = await stage.newCase(accepted);
    const names = ['王小明', '__temporal_signal', '__stack_trace', 'constructor'];
    for (const name of names) await send(staged, name, [{ encoding: 'json/plain', data: '{}' }]);
    await until(async () => (await live(staged)).refusedSignals === names.length);
    await goesOn(staged);
  });

  it('believes the case that it loads, and not what it heard of before', async () => {
    const staged = await stage.newCase(accepted);
    const [, act] = staged.paper.acts;
    await staged.handle.signal(ACTS_RECORDED_SIGNAL, { upTo: 1_000_000, acts: [{ ...act, seq: 1_000_000 }] });
    const loads = () => staged.paper.calls.filter((call) => call === 'loadCase').length;
    await until(() => loads() === 1);
    await goesOn(staged);
    await sleep(11_000); // twice as long as a run waits for acts on their way
    expect(loads()).toBe(1);
  });

  it.each<[string, string]>([
    ['acts it never had', '{"upTo":1000000,"acts":[]}'],
    ['a sequence that is none', '{"upTo":-1,"acts":[]}'],
    [
      'a kind that is none',
      '{"upTo":3,"acts":[{"seq":3,"kind":"archived!","at":"","status":"archived","clocks":[],"facts":{}}]}',
    ],
    [
      'clocks that are odd',
      '{"upTo":3,"acts":[{"seq":3,"kind":"archived","at":"2026-03-02T01:00:00.000Z","status":"archived","clocks":[{"clockId":7}],"facts":{"jurisdiction":"370406","type":null,"departments":[]}}]}',
    ],
    ['something unreadable', '{{{'],
  ])('ignores an internal signal that tells of %s', async (_what, data) => {
    const staged = await stage.newCase(accepted);
    await send(staged, ACTS_RECORDED_SIGNAL, [{ encoding: 'json/plain', data }]);
    await goesOn(staged);
    expect((await live(staged)).status).toBe('dispatched');
    const loads = staged.paper.calls.filter((call) => call === 'loadCase').length;
    expect(loads).toBeLessThanOrEqual(1);
  });

  it('looks at its own case, and takes nothing in, when a message is for another one under its number', async () => {
    const staged = await stage.newCase(accepted);
    const [, act] = staged.paper.acts;
    const foreign = { caseId: randomUUID(), upTo: 3, acts: [{ ...act, seq: 3, status: 'archived' }] };
    await staged.handle.signal(ACTS_RECORDED_SIGNAL, foreign);
    await until(() => staged.paper.calls.includes('loadCase'));
    expect(await live(staged)).toMatchObject({ seq: 2, status: 'accepted' });
    await goesOn(staged);
  });

  it('gives a deadline’s warning in the midst of a flood of signals', async () => {
    const staged = await stage.newCase((paper) => accepted(paper, 4_000));
    const { calls } = staged.paper;
    const flood = Array.from({ length: 200 }, (_, nth) =>
      staged.handle.signal('departmentReplied', { subject: `${nth}` }),
    );
    await Promise.all(flood);
    const dueAt = Date.parse(staged.paper.clock('case').dueAt);
    await until(() => calls.some((call) => call.startsWith('red:')));
    expect(Date.now()).toBeGreaterThanOrEqual(dueAt);
    const answered = (from: number) => calls.slice(from).filter((call) => call.startsWith('refusals-recorded')).length;
    await until(() => answered(0) === 200);
    const warned = calls.findIndex((call) => call.startsWith('red:'));
    expect(answered(warned)).toBeGreaterThan(0);
    await goesOn(staged);
  });
});
