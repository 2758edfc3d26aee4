import { PROGRAMS } from '../e2e/system/programs.js';
import { recordedCases } from '../e2e/system/record.js';
import { System } from '../e2e/system/system.js';
import { playTour } from '../tour/play.mjs';
import { stories } from '../tour/stories.mjs';

describe('the separate deployables', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start(Object.keys(PROGRAMS));
  });
  afterAll(() => system?.stop());

  it('play the tour behind one address, each with no more than the chart gives it', async () => {
    await playTour(system.env, () => undefined);
    const cases = await recordedCases(system.env);
    expect(cases.map(({ acts, status }) => ({ acts, status }))).toEqual(
      stories.map(({ acts, end }) => ({ acts, status: end })),
    );
  });
});
