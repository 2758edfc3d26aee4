import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an Ingress does for the separate services: each path prefix goes to the program that answers it. */
export class PathRouter {
  private constructor(private readonly server: Server) {}

  /** @param routes port of the program by path prefix */
  static async start(routes: ReadonlyMap<string, number>): Promise<PathRouter> {
    const server = createServer((incoming, outgoing) => {
      const path = incoming.url ?? '/';
      const prefix = [...routes.keys()].find(
        (one) => path === one || (/^[/?]/.test(path.slice(one.length)) && path.startsWith(one)),
      );
      if (prefix === undefined) outgoing.writeHead(404).end();
      else forward(incoming, outgoing, routes.get(prefix)!);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PathRouter(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  incoming.pipe(onward);
}
