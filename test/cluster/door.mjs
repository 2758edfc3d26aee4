import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A stand-in for an Ingress controller: passes requests on as the chart's Ingress says. */
export class Door {
  /** @param {import('node:child_process').ChildProcess} process @param {string} url inside the node */
  constructor(process, url) {
    this.process = process;
    this.url = url;
  }

  /** @param {import('./node.mjs').Node} node @param {string} namespace */
  static async open(node, namespace) {
    const ingress = JSON.parse(await node.kubectl(['-n', namespace, 'get', 'ingress', '-o', 'json'])).items[0];
    const services = JSON.parse(await node.kubectl(['-n', namespace, 'get', 'services', '-o', 'json'])).items;
    /** @type {Map<string, string>} */
    const addresses = new Map(services.map((/** @type {any} */ one) => [one.metadata.name, one.spec.clusterIP]));
    const routes = ingress.spec.rules[0].http.paths.map((/** @type {any} */ { path, backend }) => [
      path,
      addresses.get(backend.service.name),
    ]);
    const program = fileURLToPath(new URL('door-program.mjs', import.meta.url));
    const child = node.start(['node', program], { DOOR_ROUTES: JSON.stringify(routes) });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the door's program ended with ${code}`);
    });
    const [port] = await Promise.race([
      once(/** @type {import('node:stream').Readable} */ (child.stdout), 'data'),
      ended,
    ]);
    ended.catch(() => {}); // later it is closed on purpose
    return new Door(child, `http://127.0.0.1:${Number(String(port))}`);
  }

  close() {
    this.process.kill('SIGKILL');
  }
}
