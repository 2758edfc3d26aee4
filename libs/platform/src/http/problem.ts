/** One refused field: where it was, a stable code, and a Chinese sentence for the person. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path';
  /** JSON pointer (RFC 6901) inside that part of the request, for example `/record`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ProblemInit {
  readonly status: number;
  /** Stable kebab-case code; the problem's type is `urn:bancheng:problem:<code>`. */
  readonly code: string;
  /** Short Chinese summary, the same for every occurrence of the code. */
  readonly title: string;
  /** Chinese explanation of this occurrence; no personal data. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the document (RFC 9457, 3.2) for programs to read, for example a bounded list; no personal data. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that the caller is meant to read; leaves the process as RFC 9457 problem details. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(init: ProblemInit) {
    super(`${init.status} ${init.code}`);
    this.name = 'Problem';
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.detail = init.detail;
    this.errors = init.errors;
    this.members = init.members ?? {};
    this.headers = init.headers ?? {};
  }

  /** The same refusal of these fields of the body, named by pointer (RFC 6901) as a 400's `errors` are. */
  at(...pointers: string[]): Problem {
    const { status, code, title, detail, members, headers } = this;
    const errors = pointers.map((pointer) => ({ in: 'body', pointer, code, message: title }) as const);
    return new Problem({ status, code, title, ...(detail !== undefined && { detail }), errors, members, headers });
  }

  /** The problem document (`application/problem+json`). */
  toDocument(requestId: string): Record<string, unknown> {
    return {
      ...this.members,
      type: `urn:bancheng:problem:${this.code}`,
      title: this.title,
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      code: this.code,
      instance: `urn:bancheng:request:${requestId}`,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

type Factory = (code: string, title: string, detail?: string) => Problem;

function of(status: number): Factory {
  return (code, title, detail) => new Problem({ status, code, title, ...(detail === undefined ? {} : { detail }) });
}

/**
 * Problems by kind; `code` is stable and in English, `title` and `detail` are Chinese. A 422 that is about a field of the body
 * says which: `unprocessable(…).at('/workingDays')`.
 */
export const badRequest = of(400);
export const forbidden = of(403);
export const notFound = of(404);
export const conflict = of(409);
export const preconditionFailed = of(412);
export const unprocessable = of(422);
/** What may be tried again, and when (seconds). */
export const unavailable: Factory = (code, title, detail) =>
  new Problem({ status: 503, code, title, ...(detail !== undefined && { detail }), headers: { 'retry-after': '5' } });
