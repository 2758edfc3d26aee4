import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startParts } from '../../../deploy/local/parts/index.mjs';
import { choosePorts } from '../../../deploy/local/core/ports.mjs';
import { repoRoot } from '../../../deploy/local/core/paths.mjs';
import { runTool } from '../../../deploy/local/core/process.mjs';
import { ensureHall } from '../../../deploy/local/hall.mjs';
import { ProcessPart, type Part } from '../../../deploy/local/parts/part.mjs';
import { PathRouter } from './path-router.js';
import { environmentOf, PROGRAMS, type Env } from './programs.js';

type Parts = Awaited<ReturnType<typeof startParts>>;

/** How often the sweeper looks, in the tests: they wait for it. */
const SWEEP_INTERVAL_MS = '1000';
const ALL_IN_ONE = 'all-in-one';

/** A path prefix goes to one program; a longer one first. */
function routesTo(ports: Record<string, number>): Map<string, number> {
  const routes = Object.entries(PROGRAMS).flatMap(([name, { paths = [] }]) =>
    paths.map((path) => [path, ports[name]!]),
  );
  return new Map(routes as [string, number][]);
}

/**
 * The whole system in processes of its own, on embedded parts in a temporary folder: what `npm start` runs, or the
 * separate deployables behind a router of paths. Each part and program can be killed and started again.
 */
export class System {
  private router: PathRouter | null = null;
  private readonly programs = new Map<string, Part>();

  private constructor(
    private readonly parts: Parts,
    /** What a client of the running system needs: addresses, the demo people's secret. */
    readonly env: Env,
  ) {}

  /**
   * @param names the programs: `all-in-one`, or names of the chart's services
   * @param change what the programs are told otherwise than what is there
   */
  static async start(
    names: readonly string[] = [ALL_IN_ONE],
    change: (env: Env) => Promise<Env> = async () => ({}),
  ): Promise<System> {
    const parts = await startParts({ ephemeral: true, log: () => undefined });
    const system = new System(parts, { ...parts.env });
    try {
      await system.run(names, { ...parts.env, ...(await change(parts.env)) });
      await ensureHall(system.env);
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** A program, or one of `postgres`, `temporal`, `kafka`. */
  part(name: string): Part {
    const { postgres, temporal, kafka } = this.parts;
    const found = { postgres, temporal, kafka }[name] ?? this.programs.get(name);
    if (found === undefined) throw new Error(`nothing here is called ${name}`);
    return found;
  }

  /** All that a program has logged so far. */
  log(name: string): string {
    return readFileSync(logFile(this.parts, name), 'utf8');
  }

  async stop(): Promise<void> {
    await this.router?.stop();
    await Promise.all([...this.programs.values()].map((one) => one.stop()));
    await this.parts.stop();
  }

  private async run(names: readonly string[], told: Env): Promise<void> {
    const { parts, programs } = this;
    await migrate(parts.env);
    const ports = await choosePorts(parts.dataDir, Object.fromEntries(names.map((name) => [name, undefined])));
    for (const name of names) programs.set(name, program(parts, name, ports[name]!, told));
    await Promise.all([...programs.values()].map((one) => one.start()));
    if (!programs.has(ALL_IN_ONE)) this.router = await PathRouter.start(routesTo(ports));
    this.env.BANCHENG_API = this.router?.url ?? `http://127.0.0.1:${ports[ALL_IN_ONE]}`;
  }
}

function logFile(parts: Parts, name: string): string {
  return join(parts.dataDir, 'logs', `${name}.log`);
}

async function migrate(env: Env): Promise<void> {
  const args = [join(repoRoot, 'apps/all-in-one/dist/migrate.js')];
  await runTool({ file: process.execPath, args, cwd: repoRoot, env: { ...process.env, ...env } });
}

function program(parts: Parts, name: string, port: number, env: Env): Part {
  const { DATABASE_URL: _owner, ...services } = env;
  const own = name === ALL_IN_ONE ? services : environmentOf(name, services);
  return new ProcessPart({
    name,
    dataDir: parts.dataDir,
    logFile: logFile(parts, name),
    launch: {
      file: process.execPath,
      args: [join(repoRoot, 'apps', name, 'dist', 'main.js')],
      cwd: repoRoot,
      env: { PATH: process.env.PATH, ...own, NODE_ENV: 'development', PORT: String(port), SWEEP_INTERVAL_MS },
    },
    ready: async () => {
      const { ok, status } = await fetch(`http://127.0.0.1:${port}/health/ready`);
      if (!ok) throw new Error(`HTTP ${status}`);
    },
  });
}
