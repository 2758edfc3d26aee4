import type { OpenPart } from './open-parts.js';
import { SupervisionFigures } from './supervision-figures.js';

const UNTIL = '2026-03-08T16:00:00.000Z';
const [PAST, SOON, LATER] = ['2026-03-01T09:00:00.000Z', '2026-03-06T09:00:00.000Z', '2026-03-09T09:00:00.000Z'];
const of = (number: string) => ({ caseId: '00000000-0000-4000-8000-000000000001', number });
const general = (number: string) => ({ ...of(number), type: 'general' as const });
function part(department: string | null, dueAt: string | null, waitsFor: OpenPart['waitsFor'] = 'handling'): OpenPart {
  return { department, dueAt, overdue: dueAt === PAST, waitsFor };
}

it('counts a case once in all and once a department, with the reasons of what is overdue', () => {
  const figures = new SupervisionFigures(UNTIL);
  figures.add(general('1'), [part('scjg', PAST!, 'signing'), part('bdc', SOON!)]);
  figures.add(general('2'), [part('scjg', PAST!, 'signing')]);
  figures.add(general('3'), [part('scjg', PAST!, 'papers')]);
  figures.add(general('4'), [part('bdc', LATER!)]);
  figures.add({ ...of('5'), type: null }, [part('bdc', SOON!)]);
  figures.add({ ...of('6'), type: null }, [part(null, null, 'follow-up')]);
  expect(figures.result()).toEqual({
    totals: { open: 6, due: 1, overdue: 3 },
    types: [
      { type: null, open: 2, due: 1, overdue: 0 },
      { type: 'general', open: 4, due: 0, overdue: 3 },
    ],
    departments: [
      { department: null, open: 1, due: 0, overdue: 0, reasons: [] },
      { department: 'bdc', open: 3, due: 2, overdue: 0, reasons: [] },
      {
        ...{ department: 'scjg', open: 3, due: 0, overdue: 3 },
        reasons: [
          { waitsFor: 'signing', label: '待签收', count: 2 },
          { waitsFor: 'papers', label: '挂起，待反映人补充材料', count: 1 },
        ],
      },
    ],
    parts: [
      { ...of('1'), department: 'scjg', dueAt: PAST, overdue: true, waitsFor: 'signing' },
      { ...of('2'), department: 'scjg', dueAt: PAST, overdue: true, waitsFor: 'signing' },
      { ...of('3'), department: 'scjg', dueAt: PAST, overdue: true, waitsFor: 'papers' },
      { ...of('1'), department: 'bdc', dueAt: SOON, overdue: false, waitsFor: 'handling' },
      { ...of('5'), department: 'bdc', dueAt: SOON, overdue: false, waitsFor: 'handling' },
    ],
  });
});
