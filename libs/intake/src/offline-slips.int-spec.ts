import { randomInt, randomUUID } from 'node:crypto';
import {
  MOST_OFFLINE_SLIPS,
  offlineSlipReceipt,
  type OfflineSlipReceipt,
} from '@bancheng/contracts/http/offline-slips';
import { parseComplaintNumber } from '@bancheng/domain';
import type { Answer } from '@bancheng/testing';
import { FORM, MONDAY, problem, Reception } from '../test/reception.js';

/** Friday, before the Monday on which the files are uploaded. */
const WRITTEN = '2026-02-27T10:30:00+08:00';

interface Slip {
  slipId: string;
  station: string;
  sequence: number;
  writtenAt: string;
  writtenBy?: string;
  form: Record<string, unknown>;
}

describe('离线受理单', () => {
  let reception: Reception;
  let jurisdictions = 370_500;
  /** Of this test alone, so that its numbers begin at 1. */
  let jurisdiction: string;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(async () => {
    reception.clock.set(MONDAY);
    jurisdictions += 1;
    jurisdiction = String(jurisdictions);
    for (const code of ['east', 'west']) await putStation(code);
  });

  const putStation = (code: string, body: object = {}, headers = {}, who = {}) =>
    reception.app
      .as('admin', { jurisdiction, ...who })
      .put(`/v1/complaints/stations/${code}`, { name: `${code} 站`, ...body }, headers);

  const slip = (sequence: number, given: Partial<Slip> = {}): Slip => ({
    slipId: randomUUID(),
    station: 'east',
    sequence,
    writtenAt: WRITTEN,
    form: { ...FORM, record: `第 ${sequence} 张：三次到窗口办理，均未受理。` },
    ...given,
  });

  async function send(file: string, who = {}): Promise<Answer> {
    const token = await reception.app.token('clerk', { jurisdiction, ...who });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
    const answer = await reception.app.inject({
      method: 'POST',
      url: '/v1/complaints/offline-slips',
      headers,
      payload: file,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  }

  async function upload(slips: readonly unknown[], who = {}): Promise<OfflineSlipReceipt> {
    const { status, body } = await send(slips.map((one) => `${JSON.stringify(one)}\n`).join(''), who);
    expect(status).toBe(200);
    return offlineSlipReceipt.parse(body);
  }

  const cases = () =>
    reception.app.ownerQuery<{ number: string; slip_id: string; record: string }>(
      `select c.number, s.slip_id, p.record from casebook.complaint c join casebook.particulars p on p.case_id = c.id
       left join intake.offline_slip s on s.case_id = c.id where c.jurisdiction = $1`,
      [jurisdiction],
    );

  /** Each slip has one case with its own record, and the numbers run from 1 without a gap. */
  async function expectEachOnce(slips: readonly Slip[]): Promise<void> {
    const rows = await cases();
    const recordOf = new Map(rows.map((row) => [row.slip_id, row.record]));
    expect(rows).toHaveLength(slips.length);
    for (const one of slips) expect(recordOf.get(one.slipId)).toBe(one.form['record']);
    const sequences = rows.map(({ number }) => parseComplaintNumber(number)!.sequence).toSorted((a, b) => a - b);
    expect(sequences).toEqual(slips.map((_, index) => index + 1));
  }

  function fifty(): Slip[] {
    return ['east', 'west'].flatMap((station) =>
      Array.from({ length: 25 }, (_, index) => slip(index + 1, { station })),
    );
  }

  function shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: randomInt(1_000_000) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  it('are registered with their own time; number, query code and the clock’s end are given back', async () => {
    const one = slip(1);
    one.form['attachments'] = [{ fileName: '合同.pdf', mediaType: 'application/pdf', size: 0, sha256: 'a'.repeat(64) }];
    const { results, stations } = await upload([one]);
    expect(results).toEqual([
      {
        line: 1,
        slipId: one.slipId,
        result: 'registered',
        refusal: null,
        oddAttachments: [{ place: 1, odd: ['empty'] }],
        complaint: {
          id: expect.any(String) as string,
          number: `BBCS-${jurisdiction}-2026-00001`,
          queryCode: expect.stringMatching(/^[A-Z2-7]{10}$/) as string,
          registeredAt: '2026-02-27T02:30:00.000Z',
          acceptanceDueAt: '2026-02-28T09:00:00.000Z', // 调休上班的星期六
        },
      },
    ]);
    expect(stations).toEqual([{ station: 'east', since: '2026-02-27T02:30:00.000Z', lastSequence: 1, missing: [] }]);
    const { id, number, queryCode } = results[0]!.complaint!;
    const clerk = reception.app.as('clerk', { jurisdiction });
    const { body } = await clerk.get(`/v1/complaints/${id}/timeline`);
    expect(body.items).toMatchObject([
      {
        kind: 'registered',
        at: '2026-03-02T01:00:00.000Z',
        actor: 'clerk-1',
        detail: { offline: { station: 'east', writtenAt: '2026-02-27T02:30:00.000Z', writtenBy: 'clerk-1' } },
        clocks: [{ clockId: 'acceptance', startedAt: '2026-02-27T02:30:00.000Z' }],
      },
    ]);
    expect((await clerk.get(`/v1/complaints/${id}`)).body).toMatchObject({ overdue: true, handler: 'clerk-1' });
    const status = await reception.app.anyone.post('/v1/public/status', { number, queryCode });
    expect(status.body).toMatchObject({ registeredAt: '2026-02-27T02:30:00.000Z' });
  });

  it('get numbers as they arrive, in the year of their arrival', async () => {
    reception.clock.set('2027-01-04T09:00:00+08:00');
    const before = (day: number) => ({ writtenAt: `2026-12-${day}T10:00:00+08:00` });
    const { results } = await upload([slip(2, before(31)), slip(1, before(30))]);
    const numbers = results.map(({ complaint }) => complaint!.number);
    expect(numbers).toEqual([1, 2].map((sequence) => `BBCS-${jurisdiction}-2027-0000${sequence}`));
  });

  it('become 50 cases, each once, however often two stations upload them, at the same time and in any order', async () => {
    const slips = fifty();
    const of = (station: string) => slips.filter((one) => one.station === station);
    const files = [of('east'), of('west'), slips, of('east'), slips, of('west')].map(shuffled);
    const receipts = await Promise.all(files.map((file, index) => upload(file, { subject: `clerk-${index}` })));
    const again = await upload(shuffled(slips));
    const results = [...receipts, again].flatMap((receipt) => receipt.results);
    expect(results.filter(({ result }) => result === 'registered')).toHaveLength(50);
    expect(results.filter(({ result }) => result === 'repeated')).toHaveLength(results.length - 50);
    const told = new Map<string, Set<string>>();
    for (const { slipId, complaint } of results) {
      told.set(slipId!, (told.get(slipId!) ?? new Set<string>()).add(JSON.stringify(complaint)));
    }
    expect([...told.values()].every((answers) => answers.size === 1)).toBe(true);
    await expectEachOnce(slips);
    expect(again.stations).toMatchObject([
      { station: 'east', lastSequence: 25, missing: [] },
      { station: 'west', lastSequence: 25, missing: [] },
    ]);
  });

  it('are neither lost nor doubled when the database goes away half way', async () => {
    const slips = fifty();
    const taken = async () =>
      (
        await reception.app.ownerQuery<{ n: number }>(
          'select count(*)::int as n from intake.offline_slip where jurisdiction = $1',
          [jurisdiction],
        )
      )[0]!.n;
    const broken: number[] = [];
    for (const enough of [3, 6, 9]) {
      const file = shuffled(slips).map((one) => JSON.stringify(one));
      // Watched for and cut inside the database: nothing between the two that a busy machine could draw out.
      const cut = reception.app.ownerQuery(
        `do $$ begin
           while (select count(*) from intake.offline_slip where jurisdiction = '${jurisdiction}') < ${enough} loop
             perform pg_sleep(0.001);
           end loop;
           perform pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and usename = 'bancheng_intake';
         end $$`,
      );
      const uploading = send(file.join('\n'));
      await cut;
      broken.push((await uploading).status);
      expect(await taken()).toBeLessThan(50);
    }
    expect(broken.every((status) => status >= 500)).toBe(true);
    const kept = await taken();
    const { results } = await upload(slips);
    expect(results.filter(({ result }) => result === 'repeated')).toHaveLength(kept);
    expect(results.filter(({ result }) => result === 'registered')).toHaveLength(50 - kept);
    await expectEachOnce(slips);
  });

  it('are refused one by one, with the field, and taken once they are put right', async () => {
    const lines = [
      JSON.stringify(slip(1)),
      '{"slipId": ',
      '',
      JSON.stringify(slip(2, { form: { ...FORM, phone: '12', record: undefined } })),
      JSON.stringify({ ...slip(3), slipId: 'three', extra: 1 }),
      JSON.stringify(slip(4, { station: 'north' })),
      JSON.stringify(slip(5, { writtenAt: '2026-03-02T09:05:00.001+08:00' })),
      JSON.stringify(slip(6, { writtenAt: '2026-01-05T09:00:00+08:00' })),
      JSON.stringify(slip(7, { writtenAt: '2026-02-27T10:30:00' })),
      JSON.stringify(slip(8)),
      JSON.stringify(slip(9, { form: { ...FORM, phone: '8836760转8001' } })),
      JSON.stringify(slip(9, { form: { ...FORM, accused: [{ department: 'nope' }] } })),
    ];
    const { status, body } = await send(`\uFEFF${lines.join('\r\n')}`);
    expect(status).toBe(200);
    const { results, stations } = offlineSlipReceipt.parse(body);
    const told = results.map(({ line, refusal }) => [
      line,
      refusal?.code ?? null,
      refusal?.errors.map(({ pointer }) => pointer) ?? [],
    ]);
    expect(told).toEqual([
      [1, null, []],
      [2, 'line-malformed', []],
      [4, 'slip-invalid', ['/form/phone', '/form/record']],
      [5, 'slip-invalid', ['/slipId', '/extra']],
      [6, 'station-unknown', ['/station']],
      [7, 'written-in-future', ['/writtenAt']],
      [8, 'written-too-long-ago', ['/writtenAt']],
      [9, 'slip-invalid', ['/writtenAt']],
      [10, null, []],
      [11, 'area-code-missing', ['/form/phone']],
      [12, 'department-unknown', ['/form/accused/0/department']],
    ]);
    expect(results.every(({ refusal }) => refusal === null || /\p{Script=Han}/u.test(refusal.title))).toBe(true);
    expect(results[2]).toMatchObject({
      slipId: (JSON.parse(lines[3]!) as Slip).slipId,
      result: 'refused',
      complaint: null,
    });
    expect(stations).toMatchObject([{ station: 'east', lastSequence: 8, missing: [2, 3, 4, 5, 6, 7] }]);
    expect(await cases()).toHaveLength(2);

    const righted = slip(5, { slipId: (JSON.parse(lines[6]!) as Slip).slipId });
    const second = await upload([righted]);
    expect(second.results).toMatchObject([{ result: 'registered' }]);
    expect(second.stations).toMatchObject([{ missing: [2, 3, 4, 6, 7] }]);
  });

  it('are refused with another content, or of a stopped station; known ones stay known', async () => {
    const one = slip(1);
    const first = await upload([one]);
    const changed = { ...one, form: { ...one.form, claim: '改了诉求' } };
    const hidden = { ...one, form: { ...one.form, confidential: true } };
    const reordered = Object.fromEntries(Object.entries(one).toReversed());
    const respelled = { ...one.form, confidential: false, phone: '+86 138-0000-0000' };
    const { results } = await upload([changed, hidden, { ...reordered, form: respelled }]);
    expect(results).toMatchObject([
      { result: 'refused', refusal: { code: 'slip-changed' } },
      { result: 'refused', refusal: { code: 'slip-changed' } },
      { result: 'repeated', complaint: first.results[0]!.complaint },
    ]);
    expect((await putStation('east', { active: false }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await upload([slip(2), one])).results).toMatchObject([
      { result: 'refused', refusal: { code: 'station-inactive' } },
      { result: 'repeated' },
    ]);
    expect(await cases()).toHaveLength(1);
  });

  it('of another citizen under a known id ask for an id of their own, and tell nobody to change the first one', async () => {
    const one = slip(1);
    await upload([one]);
    const [{ refusal }] = (await upload([{ ...one, form: { ...one.form, name: '李四光' } }])).results as [
      OfflineSlipReceipt['results'][number],
    ];
    expect(refusal).toMatchObject({ code: 'slip-id-of-another' });
    expect(refusal!.title).toContain('另取一个单号');
    expect(refusal!.title).not.toContain('更正');
    expect(await cases()).toHaveLength(1);
  });

  it('sent again after an upgrade are the same slips, whatever the contract of before called the fields', async () => {
    const one = slip(1);
    const first = await upload([one]);
    // As a build with another contract would have left the row.
    await reception.app.ownerQuery(
      `update intake.offline_slip set contract = 'former', digest = 'former' where jurisdiction = $1`,
      [jurisdiction],
    );
    const { matterKinds, ...form } = one.form;
    const inFormerWords = { ...one, form: { ...form, matterKind: (matterKinds as string[])[0] } };
    const changed = { ...inFormerWords, form: { ...inFormerWords.form, record: '另一件事，也办了三次。' } };
    const { results } = await upload([one, inFormerWords, changed]);
    expect(results).toMatchObject([
      { result: 'repeated', complaint: first.results[0]!.complaint },
      { result: 'repeated', complaint: first.results[0]!.complaint },
      { result: 'refused', refusal: { code: 'slip-invalid' } },
    ]);
    expect(await cases()).toHaveLength(1);
  });

  it('of a station that was set up anew number from 1 again; what its former numbering misses is still told', async () => {
    const at = (day: number) => ({ writtenAt: `2026-02-${day}T10:00:00+08:00` });
    await upload([slip(1, at(25)), slip(3, at(25))]);
    const { results, stations } = await upload([slip(1, at(26)), slip(2, at(26))]);
    expect(results).toMatchObject([{ result: 'registered' }, { result: 'registered' }]);
    expect(stations).toEqual([
      { station: 'east', since: '2026-02-26T02:00:00.000Z', lastSequence: 2, missing: [] },
      { station: 'east', since: '2026-02-25T02:00:00.000Z', lastSequence: 3, missing: [2] },
    ]);
    const late = await upload([slip(2, at(25))]);
    expect(late.stations).toMatchObject([{ station: 'east', lastSequence: 2, missing: [] }]);
  });

  it('of a station whose clock runs 40 seconds ahead are registered as of now; who wrote them is kept', async () => {
    const { results } = await upload([slip(1, { writtenAt: '2026-03-02T09:00:40+08:00', writtenBy: 'clerk-9' })]);
    expect(results).toMatchObject([{ complaint: { registeredAt: '2026-03-02T01:00:00.000Z' } }]);
    const clerk = reception.app.as('clerk', { jurisdiction });
    const { body } = await clerk.get(`/v1/complaints/${results[0]!.complaint!.id}/timeline`);
    expect(body.items).toMatchObject([
      { actor: 'clerk-1', detail: { offline: { writtenAt: '2026-03-02T01:00:40.000Z', writtenBy: 'clerk-9' } } },
    ]);
  });

  it('are known by their id at another station too; another jurisdiction’s stations are its own', async () => {
    const one = slip(1);
    const { results } = await upload([one, { ...one, station: 'west' }]);
    expect(results).toMatchObject([{ result: 'registered' }, { refusal: { code: 'slip-changed' } }]);
    expect(await cases()).toHaveLength(1);
    const elsewhere = await upload([one], { jurisdiction: '370499' });
    expect(elsewhere.results).toMatchObject([{ refusal: { code: 'station-unknown' } }]);
  });

  it('are refused where their words are not UTF-8, and are taken once they are', async () => {
    const one = slip(1);
    const garbled = JSON.stringify(one).replace('窗口', '\ufffd\ufffd');
    expect((await send(`${garbled}\n`)).body.results).toMatchObject([
      { result: 'refused', refusal: { code: 'line-not-utf8' } },
    ]);
    expect((await upload([one])).results).toMatchObject([{ result: 'registered' }]);
  });

  it('come as one file of JSON lines, not too long, from a clerk', async () => {
    const lines = Array.from({ length: MOST_OFFLINE_SLIPS + 1 }, () => '{}').join('\n');
    expect(await send(lines)).toEqual(problem(422, 'too-many-slips'));
    expect(await send('x'.repeat(1_100_000))).toEqual(problem(413, 'body-too-large'));
    expect((await send('\n\n')).body).toEqual({ results: [], stations: [] });
    const clerk = reception.app.as('clerk', { jurisdiction });
    expect((await clerk.post('/v1/complaints/offline-slips', { slips: [] })).status).toBe(400);
    const leader = reception.app.as('leader', { jurisdiction });
    expect((await leader.post('/v1/complaints/offline-slips', {})).status).toBe(403);
  });

  it('have stations that admin adds and changes by version, and clerks may list', async () => {
    expect((await putStation('south')).status).toBe(201);
    expect((await putStation('south')).status).toBe(200);
    expect(await putStation('south', { name: '另一个站' })).toEqual(problem(428, 'if-match-required'));
    expect(await putStation('south', {}, { 'if-match': '"7"' })).toEqual(problem(412, 'stale-version'));
    const renamed = await putStation('south', { name: '南站', active: false }, { 'if-match': '"1"' });
    expect(renamed).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    const clerk = reception.app.as('clerk', { jurisdiction });
    const first = (await clerk.get('/v1/complaints/stations?limit=2')).body;
    const rest = (await clerk.get(`/v1/complaints/stations?cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items].map(({ code }: { code: string }) => code)).toEqual([
      'east',
      'south',
      'west',
    ]);
    expect((await clerk.put('/v1/complaints/stations/south', { name: '南站' })).status).toBe(403);
  });

  it('are described in the API’s document, the 受理单 as the same component', async () => {
    const { components } = (await reception.app.inject('/openapi.json')).json();
    const { contentMediaType, contentSchema } = components.schemas.OfflineSlipFile;
    expect(contentMediaType).toBe('application/x-ndjson');
    expect(contentSchema.required).toEqual(['slipId', 'station', 'sequence', 'writtenAt', 'form']);
    expect(contentSchema.properties.form.$ref ?? contentSchema.properties.form.allOf?.[0].$ref).toBe(
      '#/components/schemas/RegisterBody',
    );
    expect(components.schemas.RegisterBody.properties).toHaveProperty('record');
  });
});
