import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../core/paths.mjs';
import { readState, type State } from '../core/state.mjs';

/** A migration that does nothing, and services that answer every request with their environment, or die when asked. */
const migrateProgram = 'process.exit(0);\n';
const servicesProgram = `
import { createServer } from 'node:http';
createServer((request, response) => {
  if (request.url === '/die') process.kill(process.pid, 'SIGKILL');
  response.end(JSON.stringify(process.env));
}).listen(process.env.PORT);
`;

/** Variables that would point a runner under test at servers of this test run or of the developer. */
const foreign = /^(DATABASE_URL.*|TEMPORAL_.*|KAFKA_BROKERS|OIDC_.*|PORT|NODE_ENV|BANCHENG_.*)$/;

/** A clone with this runner, the installed dependencies and stand-ins for the services: the runner is what is tested. */
export class SmallClone {
  readonly folder = mkdtempSync(join(tmpdir(), 'bancheng-clone-'));
  readonly data = join(this.folder, '.bancheng');

  constructor() {
    const services = join('apps', 'all-in-one', 'dist');
    const workflows = join('apps', 'workflow-worker', 'dist');
    for (const folder of [services, workflows, 'node_modules']) {
      mkdirSync(join(this.folder, folder), { recursive: true });
    }
    const preloaded = join('apps', 'workflow-worker', 'no-stack-traces.cjs');
    cpSync(join(repoRoot, preloaded), join(this.folder, preloaded));
    cpSync(join(repoRoot, 'deploy', 'local'), join(this.folder, 'deploy', 'local'), { recursive: true });
    for (const name of readdirSync(join(repoRoot, 'node_modules')).filter((entry) => !entry.startsWith('.'))) {
      symlinkSync(join(repoRoot, 'node_modules', name), join(this.folder, 'node_modules', name));
    }
    this.write('package.json', '{ "type": "module" }');
    this.write('package-lock.json', '{}');
    this.write(join('node_modules', '.bancheng-lock'), createHash('sha256').update('{}').digest('hex'));
    this.write('nothing.ts', 'export {};');
    this.write(
      'tsconfig.build.json',
      '{ "files": ["nothing.ts"], "compilerOptions": { "noEmit": true, "types": [] } }',
    );
    this.write(join(workflows, 'workflow-bundle.js'), '');
    this.write(join(workflows, 'bundle-workflows.js'), 'export const writeBundle = async () => {};');
    this.write(join(services, 'migrate.js'), migrateProgram);
    this.write(join(services, 'main.js'), servicesProgram);
  }

  /** Adds a file. @param file its path in the clone */
  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  get state(): State {
    return readState(this.data);
  }

  /** A value of the running system's environment. */
  env(name: string): string {
    const value = this.state.env?.[name];
    if (value === undefined) throw new Error(`${name} is not in the running system's environment`);
    return value;
  }

  /** Starts `run.mjs <command>`. */
  run(...args: string[]): Run {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    return new Run(spawn(process.execPath, [join(this.folder, 'deploy/local/run.mjs'), ...args], { env }));
  }

  /** Starts the system and waits until it says that it runs. */
  async start(): Promise<Run> {
    const run = this.run('start');
    await run.says('running after');
    return run;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A command under way. */
export class Run {
  stdout = '';
  output = '';
  readonly ended: Promise<number | null>;

  constructor(readonly process: ChildProcess) {
    process.stdout?.on('data', (chunk) => (this.stdout += chunk));
    for (const stream of [process.stdout, process.stderr]) stream?.on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((resolve) => process.once('close', resolve));
  }

  /** Waits until it has said a text so many times. */
  async says(text: string, times = 1): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    while (this.output.split(text).length <= times) {
      if (over) throw new Error(`The command ended without saying "${text}":\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.ended;
  }
}
