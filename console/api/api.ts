/**
 * The registry's API from a browser: it sends what the generated operations describe. Every change carries
 * its Idempotency-Key, so a request without an answer is sent again and happens once.
 */
import type { Change, Read } from '../../events/client/request.ts';
import { NoAnswer, Refusal } from './refusal.ts';

/** An answer, and when to ask again if it isn't final. */
export interface Answered<Answer> {
  answer: Answer;
  /** From `retry-after`, ms. */
  againInMs?: number;
}

/** A change of what was read before: only if it is still of that version. */
export interface Sent<Answer> extends Change<Answer> {
  /** The ETag. */
  ifMatch?: string;
}

export interface Caller {
  /** Undefined where nobody is signed in: public reads go without. */
  token(renew?: boolean): Promise<string | undefined>;
  /** Of the refusals' words: `zh` or `en`. */
  language(): string;
  /** The Lvzhang-Signature header of a change; undefined where nothing is signed. */
  sign?(change: SentChange): Promise<string | undefined>;
}

/** A change as it is signed. */
export interface SentChange {
  path: string;
  body: object | undefined;
  idempotencyKey: string;
}

/** What a change may be given besides its body. */
export interface Given {
  /** Where two subjects are demanded: whether this one begins it or confirms it. */
  confirmation?: 'initiate' | 'confirm';
}

const ATTEMPTS_MAX = 4;
const BACKOFF_MS = 400;
/** API Gateway answers within 30 s or not at all. */
const TIMEOUT_MS = 35_000;
const UNAUTHORIZED = 401;

export class Api {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** @throws Refusal, NoAnswer */
  async read<Answer>(request: Read<Answer>, signal?: AbortSignal): Promise<Answer> {
    return (await this.ask(request, signal)).answer;
  }

  /** Reads what may have to be asked for again. @throws Refusal, NoAnswer */
  async ask<Answer>({ path }: Read<Answer>, signal?: AbortSignal): Promise<Answered<Answer>> {
    const response = await this.send(path, { method: 'GET', ...(signal && { signal }) });
    const again = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      answer: await jsonOf<Answer>(response),
      ...(Number.isFinite(again) && { againInMs: again * 1000 }),
    };
  }

  /** What is no JSON: a proof, a key, a checkpoint. @throws Refusal, NoAnswer */
  async text(path: string, signal?: AbortSignal): Promise<string> {
    return (await this.send(path, { method: 'GET', ...(signal && { signal }) })).text();
  }

  /**
   * Changes something, once under the key.
   * @throws Refusal, OtherLog, NoAnswer: then it may have happened or not
   */
  async change<Answer>(
    { path, body, ifMatch }: Sent<Answer>,
    idempotencyKey: string,
    { confirmation }: Given = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { 'idempotency-key': idempotencyKey };
    if (confirmation) headers['lvzhang-confirmation'] = confirmation;
    if (ifMatch !== undefined) headers['if-match'] = ifMatch;
    // A signature holds for ten minutes, which is longer than all attempts.
    const signature = await this.caller.sign?.({ path, body, idempotencyKey });
    if (signature !== undefined) headers['lvzhang-signature'] = signature;
    if (body) headers['content-type'] = 'application/json';
    const response = await this.send(path, {
      method: 'POST',
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return jsonOf<Answer>(response);
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    let last: Error = new NoAnswer(path);
    let renew: boolean = false;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (attempt > 0) await sleep(Math.random() * BACKOFF_MS * 2 ** attempt);
      init.signal?.throwIfAborted();
      try {
        const response = await this.once(path, init, renew);
        if (response.ok) return response;
        const refusal = new Refusal(response.status, await response.text());
        // A token may have ended while the laptop slept; if a new one isn't accepted either, that is a
        // refusal.
        const isExpired: boolean = refusal.status === UNAUTHORIZED && !renew;
        if (!isExpired && !refusal.isPassing) throw refusal;
        renew ||= isExpired;
        last = refusal;
      } catch (error) {
        if (error instanceof Refusal || init.signal?.aborted) throw error;
        last = new NoAnswer(String(error));
      }
    }
    throw last;
  }

  private async once(path: string, init: RequestInit, renew: boolean): Promise<Response> {
    const token = await this.caller.token(renew);
    const headers = {
      accept: 'application/json, application/problem+json',
      'accept-language': this.caller.language(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...init.headers,
    };
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    return fetch(path, { ...init, headers, signal, credentials: 'omit' });
  }
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @throws NoAnswer where a proxy's page came */
async function jsonOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new NoAnswer('the answer is no JSON');
  }
}
