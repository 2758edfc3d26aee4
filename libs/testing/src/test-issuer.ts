import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** The least of an OpenID provider: discovery, keys, and access tokens for the asking. */
export class TestIssuer {
  private port = 0;
  private keys: SigningKey[] = [];
  /** How often the keys were fetched. */
  keyFetches = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer(createServer());
    await issuer.rotate();
    await issuer.listen();
    return issuer;
  }

  /** The issuer identifier, which stays what it was after `stop`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A token of `person-1` in jurisdiction 370406 for the audience `bancheng`, valid for five minutes, unless `claims` say otherwise. */
  async token(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
    const { kid, privateKey } = this.keys.at(-1)!;
    const now = Math.floor(Date.now() / 1000);
    const defaults = {
      iss: this.url,
      aud: 'bancheng',
      sub: 'person-1',
      iat: now,
      exp: now + 300,
      bancheng_jurisdiction: '370406',
    };
    return new SignJWT({ ...defaults, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(privateKey);
  }

  /** Signs with a new key from now on; `only` drops the old ones. */
  async rotate(only = false): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const kid = `key-${this.keys.length + 1}`;
    const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
    this.keys = [...(only ? [] : this.keys), { kid, privateKey, publicJwk }];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async listen(): Promise<void> {
    this.server.on('request', (request, response) => {
      const isDiscovery = request.url === '/.well-known/openid-configuration';
      if (!isDiscovery) this.keyFetches++;
      const document = isDiscovery
        ? { issuer: this.url, jwks_uri: `${this.url}/jwks` }
        : { keys: this.keys.map((key) => key.publicJwk) };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }
}
