import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const DOMAIN = join(ROOT, 'libs/domain/src');
const TABLES = ['model.ts', 'calls.ts', 'invariants.ts'].map((name) => join(__dirname, name));

const BURNT = `burnt: {
  ...{ label: '焚毁', from: ['closed'], to: ['archived'] },
  ...{ papers: [], texts: [], departments: 'all', handles: true, engine: 'at-once', tells: false },
},`;

/** The domain's source with a kind of act, a status and a kind of clock more: the text, and what is put before it. */
const MORE: Record<string, [before: string, more: string]> = {
  [join(DOMAIN, 'acts/archive.acts.ts')]: ['archived: {', BURNT],
  [join(DOMAIN, 'statuses.ts')]: ["'archived', //", "'burnt',"],
  [join(DOMAIN, 'clocks/case-clock.ts')]: ["'suspension',", "'burning',"],
};

/** What the compiler says of the tables of the walk when the domain has more. */
function faults(): string[] {
  const path = join(ROOT, 'tsconfig.check.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: TABLES }, ts.sys, ROOT, {}, path);
  const settings = { ...options, incremental: false };
  const host = ts.createCompilerHost(settings);
  const getSourceFile: typeof host.getSourceFile = (file, version) => {
    const [before, more] = MORE[resolve(file)] ?? [];
    if (before === undefined) return host.getSourceFile(file, version);
    return ts.createSourceFile(file, ts.sys.readFile(file)!.replace(before, `${more} ${before}`), version);
  };
  const program = ts.createProgram(TABLES, settings, { ...host, getSourceFile });
  return TABLES.flatMap((table) =>
    program.getSemanticDiagnostics(program.getSourceFile(table)).map(({ messageText }) => {
      const [, missed] = /^Property '(\w+)' is missing/.exec(ts.flattenDiagnosticMessageText(messageText, '\n')) ?? [];
      return `${basename(table)} ${missed}`;
    }),
  );
}

describe('the tables of the walk', () => {
  it('do not compile before they know a new kind of act, status or kind of clock', () => {
    expect(faults().sort()).toEqual([
      ...['calls.ts burnt', 'invariants.ts burning', 'invariants.ts burnt'],
      'model.ts burnt',
    ]);
  });
});
