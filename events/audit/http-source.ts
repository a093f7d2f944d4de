/** A log over HTTP (C2SP tlog-tiles): `<log>/checkpoint`, `<log>/tile/…`. */
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { ENTRY_BYTES_MAX } from '../tlog/entries.ts';
import { HASH_BYTES } from '../tlog/merkle.ts';
import { NOTE_BYTES_MAX } from '../tlog/note.ts';
import { formatTilePath, TILE_WIDTH, type TileAddress } from '../tlog/tile.ts';
import { boundaryPath } from './boundaries.ts';
import type { LogSource } from './source.ts';

/** No answer, or no usable one; the message names the address. */
export class FetchError extends Error {}

const TRIES_MAX = 4;
const BACKOFF_MS = 300;
const TIMEOUT_MS = 30_000;
/** Room for 20,000 positions in the longest numbers, and more. */
const BOUNDARY_BYTES_MAX = 2 * 1024 * 1024;
const BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + ENTRY_BYTES_MAX);

/** The address of the log: the given one, or `/log` below the address of a registry. */
export function logUrlOf(url: string): string {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, '');
  return path.endsWith('/log') ? `${origin}${path}` : `${origin}${path}/log`;
}

/** The part of fetch that a log is read with. */
type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>;

export class HttpSource implements LogSource {
  readonly name: string;
  private readonly fetch: Fetch;

  /** @param send what makes the requests, where fetch itself allows too much */
  constructor(url: string, send: Fetch = (...given) => fetch(...given)) {
    this.name = logUrlOf(url);
    this.fetch = send;
  }

  async checkpoint(): Promise<Uint8Array> {
    const bytes = await this.get('checkpoint', NOTE_BYTES_MAX);
    if (!bytes) throw new FetchError(`${this.name}/checkpoint: 404`);
    return bytes;
  }

  /** The log's own claim of its key: as trustworthy as the connection. */
  async vkey(): Promise<string> {
    const bytes = await this.get('vkey', NOTE_BYTES_MAX);
    if (!bytes) throw new FetchError(`${this.name}/vkey: 404`);
    return fromUtf8(bytes).trim();
  }

  tile(address: TileAddress): Promise<Uint8Array | undefined> {
    const max = address.level === 'entries' ? BUNDLE_BYTES_MAX : TILE_WIDTH * HASH_BYTES;
    return this.get(formatTilePath(address), max);
  }

  boundary(digest: string): Promise<Uint8Array | undefined> {
    return this.get(boundaryPath(digest), BOUNDARY_BYTES_MAX);
  }

  /** Undefined on 404. Failures that may pass are retried, with growing pauses. */
  private async get(path: string, bytesMax: number): Promise<Uint8Array | undefined> {
    const url = `${this.name}/${path}`;
    let fault = '';
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS * 2 ** attempt));
      try {
        const response = await this.fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
        if (response.ok) return await bodyOf(response, bytesMax);
        await response.body?.cancel();
        if (response.status === 404) return undefined;
        fault = `HTTP ${response.status}`;
        if (response.status < 500 && response.status !== 429) break;
      } catch (error) {
        if (error instanceof FetchError) throw error;
        fault = causeOf(error);
      }
    }
    throw new FetchError(
      `${url}: ${fault}；取不到账本，请核对网址，并确认登记簿正在运行 the log can't be fetched: check the address, and that the registry runs`,
    );
  }
}

/** A server must not fill our memory: the formats bound every file. */
async function bodyOf(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Not every browser iterates over a stream.
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > bytesMax) {
      await reader?.cancel();
      throw new FetchError(`${response.url}: > ${bytesMax} bytes`);
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}
