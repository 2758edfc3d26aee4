import { reporterKeys, reporterLabel, reporterNames, type Reporting } from './reporter.js';

const company: Reporting = {
  name: '台儿庄食品公司',
  reporter: { kind: 'company', contactPerson: '王小明', creditCode: null },
};
const group: Reporting = { name: '王小明', reporter: { kind: 'group', others: ['李四', '赵 六'] } };
const represented: Reporting = {
  name: '王老太',
  reporter: { kind: 'representative', representative: '王小明', relation: '儿子' },
};

describe('反映人', () => {
  it.each<[string, Reporting, string | null]>([
    ['a person', { name: '王小明', reporter: { kind: 'person' } }, '王小明'],
    ['a company with its contact', company, '台儿庄食品公司（联系人：王小明）'],
    ['several people', group, '王小明等3人'],
    ['one who has a representative', represented, '王老太（代办人：王小明，儿子）'],
    ['nobody', { name: null, reporter: { kind: 'person' } }, null],
  ])('%s stands on papers as such', (_who, slip, label) => expect(reporterLabel(slip)).toBe(label));

  it('all who stand on the slip are known by name', () => {
    expect(reporterNames(company)).toEqual(['台儿庄食品公司', '王小明']);
    expect(reporterNames(group)).toEqual(['王小明', '李四', '赵 六']);
    expect(reporterNames(represented)).toEqual(['王老太', '王小明']);
  });

  it('a representative does not make two matters one person’s', () => {
    expect(reporterKeys(represented)).toEqual(['王老太']);
    expect(reporterKeys(group)).toEqual(['王小明', '李四', '赵六']);
  });
});
