/** Listens inside the node on a port that it prints, and passes each request to the service of the longest path that fits. */
import { createServer, request } from 'node:http';

/** @type {[string, string][]} path and the service's address */
const routes = JSON.parse(process.env.DOOR_ROUTES ?? '[]');
const longestFirst = routes.sort(([a], [b]) => b.length - a.length);

const server = createServer((incoming, answer) => {
  const { pathname } = new URL(incoming.url ?? '/', 'http://door');
  const [, host] = longestFirst.find(([path]) => pathname === path || pathname.startsWith(`${path}/`)) ?? [];
  if (!host) return void answer.writeHead(404).end();
  const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress };
  const onward = request({ host, port: 80, path: incoming.url, method: incoming.method, headers }, (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers);
    came.pipe(answer);
  });
  onward.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  incoming.pipe(onward);
});
server.listen(0, '127.0.0.1', () => console.log(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
