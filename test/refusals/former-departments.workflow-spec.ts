import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Role } from '@bancheng/platform';
import { FakeClock, type Answer } from '@bancheng/testing';
import { FIRST_DAY } from './matter.js';
import { Services } from './services.js';

const DOCUMENT = join(resolve(__dirname, '../..'), 'docs/reference/openapi/bancheng.json');
const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as {
  paths: Record<string, Record<string, { 'x-roles'?: Role[] }>>;
};
const ROLES = ['department', 'department-system'] as const;
/** Whatever a department may ask for. */
const READS = Object.entries(paths).flatMap(([path, { get }]) =>
  ROLES.some((role) => get?.['x-roles']?.includes(role)) ? [path] : [],
);

const CITIZEN = { name: '欧阳若兰', phone: '13911112222' };
const AMENDED = { name: '欧阳若男', phone: '13911113333' };
const IDENTITY = /欧阳|若兰|若男|1391111/;
const EARLY = '起初的情况';
const LATER = '后来的话';
/** What became of each department's slip before anything later was said. */
const FORMER = ['recalled', 'returned', 'ruled-away', 'answered'] as const;
const OTHERS = ['successor', 'stays'] as const;

describe('a department whose part in a case has ended', () => {
  let services: Services;
  let complaintId: string;
  const slips = new Map<string, string>();
  const clock = new FakeClock(FIRST_DAY);

  const as = (role: Role, department?: string) => services.app.as(role, department === undefined ? {} : { department });
  const slipOf = (department: string) => slips.get(department)!;

  async function done(asked: Promise<Answer>): Promise<any> {
    const { status, body } = await asked;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }
  const ofSlip = (department: string, act: string, body: object, by = as('department', department)) =>
    done(by.post(`/v1/dispatches/${slipOf(department)}/${act}`, body));

  beforeAll(async () => {
    services = await Services.start(clock);
    for (const code of [...FORMER, ...OTHERS]) {
      await done(as('admin').put(`/v1/departments/${code}`, { name: code, active: true }));
    }
    const matter = { matterKinds: ['application-blocked'], channel: 'window', record: EARLY, claim: '请办' };
    complaintId = (await done(as('clerk').post('/v1/complaints', { ...CITIZEN, ...matter }))).id;
    await done(as('clerk').post(`/v1/complaints/${complaintId}/accept`, { type: 'general' }));
    const orders = [...FORMER, 'stays'].map((department) => ({ department, requirement: 'two-working-days' }));
    const { dispatches } = await done(as('clerk').post('/v1/dispatches', { complaintId, departments: orders }));
    for (const { dispatchId, department } of dispatches) slips.set(department, dispatchId);
    await ofSlip('recalled', 'recall', { reason: '发错单位' }, as('clerk'));
    for (const department of ['returned', 'ruled-away']) {
      await ofSlip(department, 'return', { reason: '不属本单位', proposedDepartment: 'stays' });
    }
    const ruling = { department: 'successor', item: '登记', instruction: '请承办' };
    const ruled = await done(as('leader').post(`/v1/leader/returns/${slipOf('ruled-away')}/ruling`, ruling));
    slips.set('successor', ruled.dispatches[0].dispatchId);
    await ofSlip('answered', 'reply', { outcome: 'solved', text: '已办' });
    await sayLater();
  });
  afterAll(() => services?.stop());

  /** What is said, corrected, decided and answered after their parts ended. */
  async function sayLater(): Promise<void> {
    const { seq } = await done(as('clerk').post(`/v1/complaints/${complaintId}/notes`, { note: LATER }));
    const change = {
      reason: LATER,
      ...AMENDED,
      record: `${LATER}，${AMENDED.name}`,
      claim: LATER,
      confidential: false,
    };
    await done(as('clerk').patch(`/v1/complaints/${complaintId}`, change, { 'if-match': `"${seq}"` }));
    await done(as('leader').post('/v1/leader/instructions', { complaintId, department: 'stays', text: LATER }));
    await done(
      as('clerk').post('/v1/dispatches/task-force-calls', { complaintId, department: 'stays', matter: LATER }),
    );
    await ofSlip('successor', 'reply', { outcome: 'not-solved', text: LATER, reason: LATER });
  }

  async function answersFor(department: string): Promise<string[]> {
    const ids = [complaintId, ...slips.values()];
    const urls = READS.flatMap((path) => (path.includes('{') ? ids.map((id) => path.replace(/\{\w+\}/, id)) : [path]));
    const asked = ROLES.flatMap((role) => urls.map((url) => as(role, department).get(url)));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    return answers.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body));
  }

  it.each(FORMER)(
    '%s: keeps its slip as it was, and nothing of what came later, nor of the citizen, anywhere',
    async (department) => {
      const shown = (await answersFor(department)).join('\n');
      expect(shown).toContain(EARLY);
      expect(shown).not.toContain(LATER);
      expect(shown).not.toMatch(IDENTITY);
      const slip = (await as('department', department).get(`/v1/dispatches/${slipOf(department)}`)).body;
      expect(slip).toMatchObject({ record: EARLY, claim: '请办', name: null, phone: null, identityWithheld: true });
      const { items } = (await as('department', department).get(`/v1/complaints/${complaintId}/timeline`)).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).not.toContain('amended');
    },
  );

  it('one whose part goes on sees all of it', async () => {
    const shown = (await answersFor('stays')).join('\n');
    expect(shown).toContain(LATER);
    expect(shown).toContain(AMENDED.name);
  });

  it('is still shown what is addressed to it, without the citizen', async () => {
    const text = `请${AMENDED.name}以前的承办单位说明`;
    await done(as('leader').post('/v1/leader/instructions', { complaintId, department: 'answered', text }));
    const { items } = (await as('department', 'answered').get('/v1/dispatches/instructions')).body;
    expect(items).toMatchObject([{ text: '请反映人以前的承办单位说明' }]);
    expect((await answersFor('answered')).join('\n')).not.toMatch(IDENTITY);
  });

  it('sees the case again while a later slip is open', async () => {
    const departments = [{ department: 'recalled', requirement: 'two-working-days' }];
    await done(as('clerk').post('/v1/dispatches', { complaintId, departments }));
    const { body } = await as('department', 'recalled').get(`/v1/complaints/${complaintId}`);
    expect(body).toMatchObject({ ...AMENDED, claim: LATER, withheld: false });
  });
});
