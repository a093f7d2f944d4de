/**
 * The place from which an audit reads a log: a folder, an HTTP server, memory. Its data is not
 * trusted in any way.
 */
import type { TileAddress } from '../tlog/tile.ts';

export interface LogSource {
  /** Its name in the report: a URL, a path. */
  readonly name: string;
  /** The signed checkpoint as served, text or not. Throws where there is none. */
  checkpoint(): Promise<Uint8Array>;
  /**
   * The bytes of a tile or entry bundle, or undefined where the log has none. If a partial one is
   * asked for and only a wider one is left, the beginning of that one. Throws when the source can't
   * tell (a failed connection, say).
   */
  tile(address: TileAddress): Promise<Uint8Array | undefined>;
  /**
   * The bytes of a published boundary by its digest, or undefined where there are none. Sources without this
   * method have no boundaries at all: their audit doesn't look at land, and says so.
   */
  boundary?(digest: string): Promise<Uint8Array | undefined>;
  /**
   * The path of data beyond a tree of `size` leaves, for sources that can tell (a folder; a live log grows).
   */
  beyond?(size: number): Promise<string | undefined>;
}

/** Number of concurrent reads. */
const READ_AHEAD = 8;

/** Reads tiles in the order given, several ahead. */
export async function* readAhead(
  source: LogSource,
  addresses: Iterable<TileAddress>,
): AsyncGenerator<{ address: TileAddress; bytes: Uint8Array | undefined }> {
  const waiting: { address: TileAddress; bytes: Promise<Uint8Array | undefined> }[] = [];
  const next = async () => {
    const { address, bytes } = waiting.shift()!;
    return { address, bytes: await bytes };
  };
  for (const address of addresses) {
    const bytes = source.tile(address);
    // The promise is awaited below; until then a failure must not count as unhandled.
    bytes.catch(() => {});
    waiting.push({ address, bytes });
    if (waiting.length >= READ_AHEAD) yield await next();
  }
  while (waiting.length > 0) yield await next();
}
