import type { FastifyInstance } from 'fastify';

/** Remembers every route, to tell a wrong method (405) from a wrong path (404): Fastify's router answers 404 to both. */
export class AllowedMethods {
  private readonly routes: { pattern: RegExp; methods: readonly string[] }[] = [];

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      const pattern = url
        .split('/')
        .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)))
        .join('/');
      this.routes.push({ pattern: new RegExp(`^${pattern}/?$`), methods: [method].flat() });
    });
  }

  /** The methods that the path would take; empty when there is no such path. */
  of(url: string): string[] {
    const path = url.split('?', 1)[0]!;
    const matching = this.routes.filter((route) => route.pattern.test(path));
    return [...new Set(matching.flatMap((route) => route.methods))];
  }
}
