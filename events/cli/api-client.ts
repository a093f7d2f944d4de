/**
 * A small client of the registry's API. Every change carries its Idempotency-Key, so a request without an
 * answer is simply sent again: the change never happens twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { MalformedError } from '../../shared/base/malformed.ts';
import { isPassing, problemIn, RefusedError } from '../exchange/refused.ts';
import { itemsOf, type RegistryClient } from '../exchange/registry-client.ts';
import { formatVkey, type NoteKey, parseVkey } from '../tlog/note-key.ts';
import { organizationOf, type SigningKey, signatureHeader } from './signing-key.ts';
import { UsageError } from './usage.ts';
import type { Language } from './words.ts';

/** Gives a valid token; `renew` asks for another than the last. */
export type TokenSource = (renew?: boolean) => Promise<string>;

export interface ApiClientOptions {
  /** The registry's address. */
  url: string;
  /** Absent where only what needs none is asked. */
  token?: TokenSource;
  language?: Language;
  attemptsMax?: number;
  /** Signs every change, in the name of the token's organization. */
  signWith?: SigningKey | undefined;
  /** Origin of the registry's log, which signatures name; the registry is asked when it is absent. */
  log?: string | undefined;
  /**
   * The log's key, from a source other than the registry. A signature names the log's origin alone, which
   * other logs may bear too: nothing is signed for a registry that shows another key.
   */
  vkey?: NoteKey | undefined;
  /** The organization that it acts for, which was united into the token's. */
  actsFor?: string | undefined;
}

const ATTEMPTS_MAX = 8;
/** Full jitter: a wait is uniform between 0 and base · 2^attempt, at most the cap. */
const BACKOFF_BASE_MS = 100;
const BACKOFF_CAP_MS = 5_000;
/** API Gateway answers within 30 s or not at all. */
const REQUEST_TIMEOUT_MS = 35_000;
/** The signed content, besides the path. */
interface Change {
  idempotencyKey: string;
  body: object | undefined;
  /** Origin of the log; undefined where nothing is signed. */
  log: string | undefined;
}

/** What a change may be given besides its body. */
export interface Given {
  ifMatch?: string | undefined;
  step?: 'initiate' | 'confirm' | undefined;
}

/** The registry gave no valid answer, however often it was asked. */
export class UnavailableError extends Error {}

export class ApiClient implements RegistryClient {
  private readonly options: ApiClientOptions;
  private origin: string | undefined;

  constructor(options: ApiClientOptions) {
    this.options = { ...options, url: options.url.replace(/\/+$/, '') };
    // Whatever else tells the origin, a given key is held against the registry's first.
    this.origin = options.vkey ? undefined : options.log;
  }

  /** The registry's address. */
  get url(): string {
    return this.options.url;
  }

  /**
   * The registry's log origin.
   * @throws RefusedError, UnavailableError, UsageError where the log has another key than was given
   */
  async logOrigin(): Promise<string> {
    if (this.origin !== undefined) return this.origin;
    const shown = await this.take('/log/vkey', { method: 'GET' }, (text) => text.trim());
    try {
      const { name } = parseVkey(shown);
      const given = this.options.vkey && formatVkey(this.options.vkey);
      if (given !== undefined && given !== shown)
        throw new UsageError(otherLog(given, shown, this.options.url));
      this.origin = name;
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      throw new UnavailableError(`${this.options.url}/log/vkey: ${error.message}`);
    }
    return this.origin;
  }

  /** The organization of the client's token. @throws UnreadableError where the token names none */
  async organization(): Promise<string> {
    return organizationOf(await this.bearer());
  }

  /** @throws RefusedError, UnavailableError */
  get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return this.take(path, { method: 'GET' }, jsonOf(reply));
  }

  /**
   * @param given `ifMatch`: the ETag of the version that the change replaces, where the endpoint needs one;
   * `step`: the one of two that it is, where one initiates it and another one confirms it
   * @throws RefusedError, UnavailableError; after the latter the change may or may not have happened
   */
  async post<T>(
    path: string,
    idempotencyKey: string,
    body: object | undefined,
    reply: z.ZodType<T>,
    { ifMatch, step }: Given = {},
  ): Promise<T> {
    const headers: Record<string, string> = { 'idempotency-key': idempotencyKey };
    if (body) headers['content-type'] = 'application/json';
    if (ifMatch !== undefined) headers['if-match'] = ifMatch;
    if (step !== undefined) headers['lvzhang-confirmation'] = step;
    const init = { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) };
    const log = this.options.signWith && (await this.logOrigin());
    return this.take(path, init, jsonOf(reply), { idempotencyKey, body, log });
  }

  /**
   * Posts what needs no token and is the same however often it is sent.
   * @throws RefusedError, UnavailableError
   */
  postOpenly<T>(path: string, body: object, reply: z.ZodType<T>): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.take(path, { method: 'POST', headers, body: JSON.stringify(body) }, jsonOf(reply));
  }

  /** Every item of a list, page after page; `path` may have a query of its own. */
  list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    return itemsOf(this, path, item);
  }

  /** Empty where the client has none. */
  private async bearer(renew = false): Promise<string> {
    return (await this.options.token?.(renew)) ?? '';
  }

  private async take<T>(
    path: string,
    init: RequestInit,
    read: (text: string) => T,
    change?: Change,
  ): Promise<T> {
    const { attemptsMax = ATTEMPTS_MAX } = this.options;
    let last = '';
    let renew: boolean = false;
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      if (attempt > 0) await sleep(Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt));
      let outcome: { status: number; text: string };
      try {
        outcome = await this.send(path, init, renew, change);
      } catch (error) {
        last = reasonOf(error);
        continue;
      }
      const { status, text } = outcome;
      if (status >= 200 && status < 300) return this.readAs(read, path, text);
      const refused = new RefusedError(status, problemIn(text));
      // A token may expire in the middle of a long import; if a new one isn't accepted either,
      // that is a refusal.
      const expired: boolean = status === 401 && !renew;
      if (!expired && !isPassing(refused)) throw refused;
      renew ||= expired;
      last = refused.message;
    }
    throw new UnavailableError(`${this.options.url}${path}: ${last}`);
  }

  /** A proxy's page comes with 200 too. @throws UnavailableError where the answer isn't the registry's */
  private readAs<T>(read: (text: string) => T, path: string, text: string): T {
    try {
      return read(text);
    } catch (error) {
      const [issue] = error instanceof z.ZodError ? error.issues : [];
      const reason = issue ? `${issue.path.join('/')}: ${issue.message}` : (error as Error).message;
      throw new UnavailableError(
        `${this.options.url}${path}: 答复不是登记簿应有的 the answer is not one of the registry's (${reason})`,
      );
    }
  }

  private async send(
    path: string,
    init: RequestInit,
    renew: boolean,
    change: Change | undefined,
  ): Promise<{ status: number; text: string }> {
    const { url, language = 'zh', signWith, actsFor } = this.options;
    const bearer = await this.bearer(renew);
    const headers = {
      accept: 'application/json, application/problem+json',
      'accept-language': language,
      ...(bearer !== '' && { authorization: `Bearer ${bearer}` }),
      ...(actsFor !== undefined && { 'lvzhang-acts-for': actsFor }),
      ...init.headers,
      // Signed anew with each attempt: a signature is valid for some minutes.
      ...(signWith &&
        change?.log !== undefined && {
          'lvzhang-signature': signatureHeader(
            signWith,
            { org: organizationOf(bearer), actsFor, path, ...change, log: change.log },
            new Date(),
          ),
        }),
    };
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const response = await fetch(url + path, { ...init, headers, signal });
    return { status: response.status, text: await response.text() };
  }
}

const otherLog = (given: string, shown: string, url: string): string =>
  `--vkey ${given}: ${url} 的账本公钥为 ${shown}，未签名，未提交；请核对登记簿网址或端口，公钥须从独立渠道取得\n` +
  `  the log of ${url} has another key, ${shown}: nothing was signed or sent.\n` +
  '  Check --url or --port, and get the key of that registry from a source other than itself.';

const jsonOf =
  <T>(reply: z.ZodType<T>) =>
  (text: string): T =>
    reply.parse(JSON.parse(text));

/** fetch hides the cause one level down. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message;
}
