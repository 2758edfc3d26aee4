import type { AccusedUnit, MatterKind } from '@bancheng/domain';
import type { Actor, Role } from '@bancheng/platform';
import { conductOf } from '@bancheng/testing';
import { CaseRecords, clockFrom, MORNING } from '../test/case-records.js';
import { engineSource } from './act.js';
import { ParticularsReader, type Particulars } from './particulars.js';

const NAME = '古丽·阿布都';
const PHONE = '13812345678';
/** However a clerk, a department or the citizen may have written them down. */
const WRITTEN = [
  NAME,
  '古丽阿布都',
  '古 丽 • 阿布都',
  '古丽－阿布都',
  '古丽\u200b阿布都',
  '古麗・阿布都',
  PHONE,
  '138-1234-5678',
  '138 1234 5678',
  '+86 138\u20111234\u20115678',
  '１３８１２３４５６７８',
  '(138)1234_5678',
  '138/1234/5678',
];
const STORY = `反映人说：${WRITTEN.join('，')}。办理三次未果。`;
const TRACES = /古|丽|麗|阿布都|138|１３８|1234|5678|５６７８/;

type Seen = 'all' | 'withheld' | 'nothing';

describe('ParticularsReader', () => {
  let records: CaseRecords;
  const reader = new ParticularsReader();

  beforeAll(async () => {
    records = await CaseRecords.open();
  });
  afterAll(() => records.close());

  interface Given {
    matterKinds?: MatterKind[];
    accused?: AccusedUnit[];
    confidential?: boolean;
    departments?: string[];
    jurisdiction?: string;
    name?: string | null;
    phone?: string | null;
    handler?: string;
    accusedPersons?: (string | null)[];
  }

  /** A case dispatched to scjg (the accused one, where any is) and bdc, with a text of either. */
  async function caseOf({
    departments = ['scjg', 'bdc'],
    name = NAME,
    phone = PHONE,
    accusedPersons = [],
    ...given
  }: Given) {
    const particulars = { name, phone, record: STORY, claim: STORY, suggestions: STORY, accusedPersons };
    const { caseId } = await records.register({ ...given, particulars });
    const { seq } = await records.act(
      caseId,
      'accepted',
      { detail: { type: 'general' }, patch: { type: 'general', departments }, clocks: [clockFrom(MORNING)] },
      { reference: { jurisdiction: null }, source: engineSource('accepted') },
    );
    for (const kind of ['reply', 'reply-reason']) {
      const insert = 'insert into casebook.shared_text (case_id, seq, kind, body) values ($1, $2, $3, $4)';
      await records.rows(insert, [caseId, seq, kind, STORY]);
    }
    return caseId;
  }

  function actor(roles: Role[], department: string | null = null, jurisdiction = records.jurisdiction): Actor {
    return { subject: `${roles[0]}-1`, name: null, roles, jurisdiction, department };
  }

  async function read(caseId: string, by: Actor): Promise<Particulars | null> {
    return records.transaction(async (tx) => (await reader.readMany(tx, [caseId], by)).get(caseId) ?? null);
  }

  async function seen(caseId: string, by: Actor): Promise<Seen> {
    const particulars = await read(caseId, by);
    if (particulars === null) return 'nothing';
    expect(particulars.withheld ? particulars.name : NAME).toBe(particulars.withheld ? null : NAME);
    return particulars.withheld ? 'withheld' : 'all';
  }

  const CASES: Record<string, Given> = {
    ordinary: {},
    'about an accused department': conductOf('scjg'),
    'about nobody named': { matterKinds: ['conduct'] },
    confidential: { confidential: true },
    'not dispatched': { departments: [] },
    'of another jurisdiction': { jurisdiction: '110101' },
  };

  // Columns: the cases in the order above.
  const MATRIX: [string, () => Actor, [Seen, Seen, Seen, Seen, Seen, Seen]][] = [
    ['a clerk', () => actor(['clerk']), ['all', 'all', 'all', 'all', 'all', 'nothing']],
    ['a leader', () => actor(['leader']), ['all', 'all', 'all', 'all', 'all', 'nothing']],
    ['a follow-up officer', () => actor(['follow-up-officer']), ['all', 'all', 'all', 'all', 'all', 'nothing']],
    ['an admin', () => actor(['admin']), ['all', 'all', 'all', 'all', 'all', 'nothing']],
    [
      'the accused department',
      () => actor(['department'], 'scjg'),
      ['all', 'withheld', 'withheld', 'withheld', 'nothing', 'nothing'],
    ],
    [
      'the accused department’s system',
      () => actor(['department-system'], 'scjg'),
      ['all', 'withheld', 'withheld', 'withheld', 'nothing', 'nothing'],
    ],
    [
      'another department with a dispatch',
      () => actor(['department'], 'bdc'),
      ['all', 'all', 'withheld', 'withheld', 'nothing', 'nothing'],
    ],
    [
      'a department without a dispatch',
      () => actor(['department'], 'yb'),
      ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
    ],
    [
      'a leader who belongs to the accused department',
      () => actor(['leader', 'department'], 'scjg'),
      ['all', 'withheld', 'all', 'all', 'all', 'nothing'],
    ],
    ...(['platform-client', 'operator', 'supervisor'] as const).flatMap(
      (role): [string, () => Actor, [Seen, Seen, Seen, Seen, Seen, Seen]][] => [
        [`a ${role}`, () => actor([role]), ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing']],
        [
          `a ${role} whose token names a department`,
          () => actor([role], 'scjg'),
          ['nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
        ],
      ],
    ),
  ];

  describe('who sees what', () => {
    const caseIds: string[] = [];

    beforeAll(async () => {
      for (const given of Object.values(CASES)) caseIds.push(await caseOf(given));
    });

    it.each(MATRIX)('%s', async (_who, by, expected) => {
      const found: Seen[] = [];
      for (const caseId of caseIds) found.push(await seen(caseId, by()));
      const named = (values: readonly Seen[]) =>
        Object.fromEntries(Object.keys(CASES).map((name, n) => [name, values[n]]));
      expect(named(found)).toEqual(named(expected));
    });

    it('a page leaves out what its reader may not read', async () => {
      const pageOf = (by: Actor) => records.transaction((tx) => reader.readMany(tx, caseIds, by));
      expect([...(await pageOf(actor(['clerk']))).keys()].sort()).toEqual(caseIds.slice(0, 5).sort());
      expect([...(await pageOf(actor(['department'], 'bdc'))).keys()].sort()).toEqual(caseIds.slice(0, 4).sort());
      expect((await pageOf(actor(['operator']))).size).toBe(0);
    });

    it('one case that its reader may not read is not found', async () => {
      const reading = records.transaction((tx) => reader.readParticulars(tx, caseIds[0]!, actor(['department'], 'yb')));
      await expect(reading).rejects.toMatchObject({ status: 404, code: 'complaint-not-found' });
    });
  });

  describe('of conduct', () => {
    const HALL = { department: null, subject: null };
    const clerk = (subject: string) => ({ ...actor(['clerk']), subject });

    beforeAll(async () => {
      const put = `insert into casebook.department (jurisdiction, code, name, active, parent) values ($1, $2, $2, true, $3)`;
      for (const [code, parent] of [
        ['top', null],
        ['scjg', 'top'],
        ['desk', 'scjg'],
        ['beside', 'top'],
      ]) {
        await records.rows(put, [records.jurisdiction, code, parent]);
      }
    });

    it('hides the citizen from each department accused and from those above and below it, not from one beside it', async () => {
      const departments = ['top', 'scjg', 'desk', 'beside', 'bdc'];
      const caseId = await caseOf({
        ...conductOf('scjg', 'bdc'),
        matterKinds: ['repeated-visits', 'conduct'],
        departments,
      });
      const found = await Promise.all(departments.map((code) => seen(caseId, actor(['department'], code))));
      expect(found).toEqual(['withheld', 'withheld', 'withheld', 'all', 'withheld']);
      expect(await seen(caseId, actor(['clerk'], 'top'))).toBe('withheld');
    });

    it('a department that the hall is accused beside knows the citizen', async () => {
      const caseId = await caseOf({ matterKinds: ['conduct'], accused: [HALL] });
      expect(await seen(caseId, actor(['department'], 'bdc'))).toBe('all');
    });

    it('of the hall itself hides the citizen from its people but leaders and whom they gave the case to', async () => {
      const caseId = await caseOf({ matterKinds: ['conduct'], accused: [HALL], handler: 'clerk-2' });
      const people = [clerk('clerk-1'), actor(['admin']), actor(['follow-up-officer'])];
      expect(await Promise.all(people.map((one) => seen(caseId, one)))).toEqual(['withheld', 'withheld', 'withheld']);
      expect(await seen(caseId, actor(['leader']))).toBe('all');
      expect(await seen(caseId, clerk('clerk-2'))).toBe('all');
    });

    it('of a person of the hall hides the citizen from that person, a leader too, and from no other', async () => {
      const caseId = await caseOf({ accused: [{ department: null, subject: 'clerk-1' }] });
      expect(await seen(caseId, clerk('clerk-1'))).toBe('withheld');
      expect(await seen(caseId, { ...actor(['leader']), subject: 'clerk-1' })).toBe('withheld');
      expect(await seen(caseId, clerk('clerk-2'))).toBe('all');
    });

    it('names the person to those of the hall who may know, and the unit alone to all others', async () => {
      const accused = [{ department: 'scjg', subject: null }];
      const caseId = await caseOf({ matterKinds: ['conduct'], accused, accusedPersons: ['李某'] });
      const told = async (by: Actor) => (await read(caseId, by))!.accused;
      expect(await told(actor(['clerk']))).toEqual([{ ...accused[0], person: '李某' }]);
      for (const reader of [actor(['department'], 'scjg'), actor(['department'], 'bdc'), actor(['clerk'], 'scjg')]) {
        expect(await told(reader)).toEqual([{ ...accused[0], person: null }]);
      }
    });
  });

  it('takes name and phone out of every text of a withheld case, however they were written', async () => {
    const caseId = await caseOf({ confidential: true });
    const particulars = (await read(caseId, actor(['department'], 'scjg')))!;
    expect(particulars).toMatchObject({ name: null, phone: null, withheld: true });
    expect(particulars.texts.map(({ kind }) => kind).sort()).toEqual(['reply', 'reply-reason']);
    expect(JSON.stringify(particulars)).not.toMatch(TRACES);
    expect(particulars.redact(STORY)).not.toMatch(TRACES);
    expect(particulars.record).toMatch(/^反映人说：反映人，.*＊＊＊.*。办理三次未果。$/);
  });

  it('leaves texts as they are for who may know, and where nothing is to be hidden', async () => {
    const ordinary = await caseOf({});
    const open = (await read(ordinary, actor(['department'], 'scjg')))!;
    expect(open).toMatchObject({ name: NAME, phone: PHONE, record: STORY, withheld: false });
    expect(open.redact(STORY)).toBe(STORY);
    const anonymous = await caseOf({ confidential: true, name: null, phone: null });
    expect((await read(anonymous, actor(['department'], 'scjg')))!.record).toBe(STORY);
  });

  it('hides names with marks that mean something in a pattern', async () => {
    const caseId = await caseOf({ confidential: true, name: 'J. (Li) [x] $^|?*+{2}\\', phone: null });
    const { redact } = (await read(caseId, actor(['department'], 'scjg')))!;
    expect(redact('来访者 j. (LI) [X] $^|?*+{2}\\ 说')).toBe('来访者 反映人 说');
  });
});
