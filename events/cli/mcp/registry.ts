/**
 * The registry as the MCP server reads it: GET alone, from one host, with bounds on time and size. Whatever a
 * model asks for, no other request can come of it.
 */
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { FetchError } from '../../audit/http-source.ts';
import { visible } from '../terminal.ts';
import { UsageError } from '../usage.ts';

/** The registry gave no usable answer, or refused; the message says which, and what may help. */
export class AnswerError extends FetchError {}

export interface ReadOptions {
  /** The caller's wish to stop. */
  signal?: AbortSignal | undefined;
  bytesMax?: number;
}

/** API Gateway answers within 30 s or not at all. */
const REQUEST_TIMEOUT_MS = 35_000;
const REDIRECTS_MAX = 3;
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;
/** How much of a refusal is repeated. */
const REFUSAL_CHARS_MAX = 2000;

/** What a bearer token is made of (RFC 6750); anything else would be quoted by the errors of fetch. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

export class RegistryReader {
  /** Without a slash at its end. */
  readonly url: string;
  private readonly origin: string;
  private readonly token: string | undefined;
  private readonly timeoutMs: number;

  /** @throws UsageError on an address that isn't a registry's, and on a token that can't be one */
  constructor(url: string, token?: string, timeoutMs: number = REQUEST_TIMEOUT_MS) {
    const { origin, pathname, protocol, hostname } = requireAddress(url);
    this.origin = origin;
    this.url = `${origin}${pathname.replace(/\/+$/, '')}`;
    this.timeoutMs = timeoutMs;
    // An empty variable is what clients hand over where nothing is set.
    this.token = token || undefined;
    if (this.token === undefined) return;
    if (!TOKEN.test(this.token))
      throw new UsageError(
        'LVZHANG_TOKEN: 不是访问令牌 not an access token (its characters are not a token’s)',
      );
    if (protocol === 'http:' && !isLoopback(hostname))
      throw new UsageError(
        `--url ${url}: LVZHANG_TOKEN 只经 https 发送（本机除外） LVZHANG_TOKEN is sent over https alone, but for this machine`,
      );
  }

  get hasToken(): boolean {
    return this.token !== undefined;
  }

  /** The JSON of an answer. @throws AnswerError */
  async json(path: string, options: ReadOptions = {}): Promise<unknown> {
    const text = await this.text(path, options);
    try {
      return JSON.parse(text);
    } catch {
      throw new AnswerError(`GET ${path}: 答复不是 JSON the answer is no JSON`);
    }
  }

  /** The text of an answer, strictly UTF-8. @throws AnswerError */
  async text(path: string, options: ReadOptions = {}): Promise<string> {
    const { response, bytes } = await this.read(path, options);
    const text = textOf(path, bytes);
    if (response.ok || response.status === 303) return text;
    throw new AnswerError(`GET ${path}: HTTP ${response.status}\n${refusalIn(text)}`);
  }

  /**
   * Stands in for fetch where the log is read: the same GETs with the same bounds, under this registry's
   * address.
   */
  readonly fetch = async (url: string, { signal }: ReadOptions = {}): Promise<Response> => {
    if (!url.startsWith(`${this.url}/`)) throw new AnswerError(`${url}: 不在此登记簿 not of this registry`);
    return this.get(url, signal);
  };

  private async read(
    path: string,
    { signal, bytesMax = ANSWER_BYTES_MAX }: ReadOptions,
  ): Promise<{ response: Response; bytes: Uint8Array }> {
    try {
      const response = await this.get(this.url + path, signal);
      return { response, bytes: await bodyOf(response, path, bytesMax) };
    } catch (error) {
      if (error instanceof AnswerError) throw error;
      if (signal?.aborted) throw new AnswerError(`GET ${path}: 已取消 cancelled`);
      const { name, message, cause } = error as Error;
      const reason =
        name === 'TimeoutError'
          ? `${this.timeoutMs} ms 内无答复 no answer within ${this.timeoutMs} ms`
          : ((cause as Error | undefined)?.message ?? message);
      throw new AnswerError(`GET ${path}: ${reason}；请核对 --url check --url, and that the registry runs`);
    }
  }

  /** Follows redirects on the registry's own host; that to a document's file (303) is an answer by itself. */
  private async get(url: string, signal: AbortSignal | undefined): Promise<Response> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    let at = url;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const response = await fetch(at, {
        method: 'GET',
        redirect: 'manual',
        headers: {
          accept: 'application/json, application/problem+json, text/plain;q=0.9, */*;q=0.1',
          'accept-language': 'en',
          ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const location = response.headers.get('location');
      if (![301, 302, 307, 308].includes(response.status) || location === null) return response;
      await response.body?.cancel();
      const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
      if (next?.origin !== this.origin)
        throw new AnswerError(
          `GET ${at}: 转往其他主机，未予跟随 leads to another host (${visible(next?.origin ?? 'unreadable')}), which is not followed`,
        );
      at = next.href;
    }
    throw new AnswerError(`GET ${url}: 转址过多 more than ${REDIRECTS_MAX} redirects`);
  }
}

/** @throws UsageError */
function requireAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:')
    throw new UsageError('--url: 须为 http(s) 网址 must be an http or https address');
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '')
    throw new UsageError(
      '--url: 网址不得含用户名、密码、查询或片段；令牌以 LVZHANG_TOKEN 给出 no user, password, query or fragment in it; a token comes in LVZHANG_TOKEN',
    );
  return address;
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

async function bodyOf(response: Response, path: string, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > bytesMax)
      throw new AnswerError(
        `GET ${path}: 答复超过 ${bytesMax} 字节，未予读取 the answer is beyond ${bytesMax} bytes, and was not read`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new AnswerError(`GET ${path}: 答复不是 UTF-8 the answer is no UTF-8`);
  }
}

/** The problem document as it came, quoted as one string: it may repeat what others wrote. */
const refusalIn = (text: string): string => visible(JSON.stringify(text.slice(0, REFUSAL_CHARS_MAX)));
