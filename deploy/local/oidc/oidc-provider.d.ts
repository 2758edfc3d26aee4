/** What we use of oidc-provider, which ships no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export interface Token {
    accountId?: string;
    clientId?: string;
    expiration: number;
    tokenType: string;
    save(): Promise<string>;
  }

  export interface Context {
    body: unknown;
    oidc: { client: unknown; params: Record<string, string | undefined>; entity(name: string, value: unknown): void };
  }

  export class ResourceServer {
    constructor(identifier: string, info: object);
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    AccessToken: new (properties: object) => Token;
    ResourceServer: typeof ResourceServer;
    registerGrantType(name: string, handler: (context: Context) => Promise<void>, parameters: string[]): void;
    callback(): RequestListener;
  }

  export const errors: { InvalidGrant: new (description: string) => Error };
}
