import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Part, TrialConfig } from './trial.config.js';

const discovery = z.object({ token_endpoint: z.url() });
const grant = z.object({ access_token: z.string() });

/** How often and how long the trial looks for what the system does by itself, in milliseconds. */
const LOOK_MS = 500;
const PATIENCE_MS = 120_000;

type Room = keyof TrialConfig['rooms'];

/** The API as the three parts of the trial call it. */
export class Hall {
  private readonly tokens = new Map<Part, Promise<string>>();

  constructor(private readonly config: TrialConfig) {}

  /** @throws Error with status and problem of an answer that is no success */
  async get<T>(part: Part, room: Room, path: string, answer: z.ZodType<T>): Promise<T> {
    return answer.parse(await (await this.ask(part, room, path, { method: 'GET' })).json());
  }

  /** @throws Error with status and problem of an answer that is no success */
  async post<T>(part: Part, room: Room, path: string, body: object, answer: z.ZodType<T>): Promise<T> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return answer.parse(await (await this.ask(part, room, path, request)).json());
  }

  /** Makes a thing of the admin's, unless it is there. */
  async ensure(room: Room, path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    await this.ask('admin', room, path, { method: 'PUT', headers, body: JSON.stringify(body) }, [428]);
  }

  /** Looks until `seen` says that the answer is the one waited for. @throws Error when it does not come */
  async until<T>(look: () => Promise<T>, seen: (answer: T) => boolean, what: string): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
      const answer = await look();
      if (seen(answer)) return answer;
      if (Date.now() > end) throw new Error(`did not come within ${PATIENCE_MS / 1000} s: ${what}`);
    }
  }

  private async ask(
    part: Part,
    room: Room,
    path: string,
    request: RequestInit & { method: string },
    alsoFine: readonly number[] = [],
  ): Promise<Response> {
    const headers = { ...request.headers, authorization: `Bearer ${await this.tokenOf(part)}` };
    const answer = await fetch(new URL(path, this.config.rooms[room]), { ...request, headers });
    if (answer.ok || alsoFine.includes(answer.status)) return answer;
    throw new Error(`${request.method} ${path} → ${answer.status} ${await answer.text()}`);
  }

  private tokenOf(part: Part): Promise<string> {
    const token = this.tokens.get(part) ?? this.fetchToken(part);
    this.tokens.set(part, token);
    return token;
  }

  private async fetchToken(part: Part): Promise<string> {
    const { issuer, clients } = this.config;
    const found = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { token_endpoint: endpoint } = discovery.parse(await found.json());
    const { id, secret } = clients[part];
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
    const answer = await fetch(endpoint, { method: 'POST', body });
    if (!answer.ok) throw new Error(`no token for the trial's ${part}: ${answer.status} ${await answer.text()}`);
    return grant.parse(await answer.json()).access_token;
  }
}
