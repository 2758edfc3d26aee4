import { resolve } from 'node:path';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { BUILT_IN_CALENDAR } from '@bancheng/casebook';
import { ACT_KINDS, type ActKind } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Random } from '../faults/random.js';
import { Hall } from '../overrun/hall.js';
import { furnish } from './calls.js';
import { RealWalk } from './real-walk.js';
import { takeDayOff } from './taking.js';

const WALKS = 200;
/** So many cases walk at once: time is skipped only when all of them are at rest. */
const BATCH = 25;
const STEPS = 12;
/** After this step of every third batch the hall takes a new calendar. */
const TAKING_STEP = 4;
const MOST_DUTIES = 25;
const LEAPS = ['20 minutes', '3 hours', '3 hours', '1 day', '1 day', '3 days'];

describe('200 walks with the real services', () => {
  let hall: Hall;
  let workflowBundle: WorkflowBundleWithSourceMap;
  let earlier: string;
  let calendar = BUILT_IN_CALENDAR;
  const seen = new Map<ActKind, number>();

  beforeAll(async () => {
    workflowBundle = await bundleWorkflows(resolve(__dirname, '../../libs/workflows/src/index.ts'));
    hall = await Hall.open();
    await furnish(hall);
    earlier = await closedCase();
  });
  afterAll(() => hall?.close());

  async function closedCase(): Promise<string> {
    const clerk = hall.app.as('clerk');
    const matter = {
      anonymous: true,
      matterKinds: ['application-blocked'],
      channel: 'window',
      record: '无',
      claim: '无',
    };
    const { id } = await hall.post(clerk, '/v1/complaints', matter);
    await hall.post(clerk, `/v1/complaints/${id}/answer`, { answer: '已答复。' });
    await hall.until(id, 'archived');
    return id;
  }

  /** Until every case is at rest, rows and runs alike. @throws Fault of the one that is not */
  async function settle(walks: readonly RealWalk[]): Promise<void> {
    await hall.tellWhatWaits();
    let restless = [...walks];
    await until(
      async () => (restless = await RealWalk.restless(hall, restless)).length === 0,
      () => restless[0]!.fail('rows and workflow do not come to agree'),
    );
  }

  async function all(walks: readonly RealWalk[], what: (walk: RealWalk) => Promise<void>): Promise<void> {
    await Promise.all(walks.map(what));
    await settle(walks);
  }

  const batches = Array.from({ length: WALKS / BATCH }, (_, index) => index * BATCH + 1);

  it.each(batches)(
    'seeds from %i on: rows, workflow and model agree at every step',
    async (first) => {
      const walks = Array.from({ length: BATCH }, (_, index) => new RealWalk(hall, first + index));
      const leaps = new Random(first);
      await all(walks, (walk) => walk.register(earlier));
      await Promise.all(walks.map((walk) => walk.noteRun()));
      for (let step = 0; step < STEPS; step += 1) {
        await all(walks, (walk) => walk.wander());
        if (step % 2 === 1) {
          await hall.skip(LEAPS[leaps.between(0, LEAPS.length - 1)]!);
          await settle(walks);
        }
        if (step === TAKING_STEP && batches.indexOf(first) % 3 === 0) {
          calendar = await takeDayOff(hall, hall.now, calendar);
          RealWalk.countBy(calendar);
          await settle(walks);
        }
        await Promise.all(walks.map((walk) => walk.noteRun()));
      }
      for (let duties = 0; walks.some(({ status }) => status !== 'archived'); duties += 1) {
        const open = walks.filter(({ status }) => status !== 'archived');
        if (duties === MOST_DUTIES) open[0]!.fail('does not reach the archive');
        await all(open, (walk) => walk.doDuty());
      }
      for (const walk of walks) {
        for (const runId of walk.runs) await Worker.runReplayHistory({ workflowBundle }, await walk.history(runId));
      }
      for (const kind of walks.flatMap((walk) => walk.kinds())) seen.set(kind, (seen.get(kind) ?? 0) + 1);
    },
    300_000,
  );

  it('have seen nearly every kind of act', () => {
    process.stdout.write(`${WALKS} walks: ${[...seen].map(([kind, times]) => `${kind} ${times}`).join(', ')}\n`);
    expect(ACT_KINDS.filter((kind) => !seen.has(kind)).length).toBeLessThanOrEqual(5);
  });
});
