/**
 * The folder of an audit: the log in tlog-tiles layout, and the memory of earlier audits. They keep the
 * heads that they verified (so that a log that goes back or forks is caught), and a key that was
 * trusted at first use.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { fromHex } from '../../../shared/base/encoding.ts';
import type { SeenHead } from '../../audit/head.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { unwritable } from '../durable-file.ts';
import { readText } from '../file/text-file.ts';

const HISTORY = 'checkpoint-history.jsonl';
const TRUSTED_KEY = 'trusted-vkey';
/** The key of the log that was downloaded here. */
const LOG_KEY = 'log-vkey';
/** Present during a download: the folder is then no log yet. */
const UNFINISHED = 'download-unfinished';

const seenSchema = z.strictObject({
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** The signed note, verbatim: with a different one of the same log it proves a fork to anyone. */
  checkpoint: z.string(),
  auditedAt: z.string(),
});
type Seen = z.infer<typeof seenSchema>;

function putInPlace(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.tmp`;
  writeFileSync(aside, content);
  renameSync(aside, file);
}

export class AuditFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * The largest head that an audit has verified. Throws on a damaged history, which must not go unnoticed.
   */
  lastSeen(): SeenHead | undefined {
    const newest = this.history().sort((a, b) => b.size - a.size)[0];
    return newest && { size: newest.size, root: fromHex(newest.root) };
  }

  /** Remembers a verified head. False where the folder can't be written. */
  remember(seen: Seen): boolean {
    const history = this.history();
    if (history.some(({ size, root }) => size === seen.size && root === seen.root)) return true;
    const text = [...history, seen].map((each) => `${JSON.stringify(each)}\n`).join('');
    try {
      putInPlace(join(this.path, HISTORY), text);
      return true;
    } catch (error) {
      if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
      throw unwritable(join(this.path, HISTORY), error);
    }
  }

  trustedKey(): string | undefined {
    return this.read(TRUSTED_KEY)?.trim();
  }

  trust(vkey: string): void {
    this.write(TRUSTED_KEY, `${vkey}\n`);
  }

  /**
   * Claims the folder for the log of this key; false where it is another's. The 32 bits of a key's id
   * name a download folder, and anyone can make a key with that id: what was seen of one log must not
   * be held against another.
   */
  claim(vkey: string): boolean {
    const known = this.read(LOG_KEY)?.trim();
    if (known === undefined) this.write(LOG_KEY, `${vkey}\n`);
    return known === undefined || known === vkey;
  }

  beginDownload(): void {
    this.write(UNFINISHED, '');
  }

  endDownload(): void {
    rmSync(join(this.path, UNFINISHED), { force: true });
  }

  isUnfinished(): boolean {
    return existsSync(join(this.path, UNFINISHED));
  }

  has(path: string): boolean {
    return existsSync(join(this.path, path));
  }

  /**
   * Writes a file atomically: a kill leaves the old one or the new one. @throws UnreadableError where it
   * can't be written
   */
  write(path: string, content: string | Uint8Array): void {
    const file = join(this.path, path);
    try {
      putInPlace(file, content);
    } catch (error) {
      throw unwritable(file, error);
    }
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true, force: true });
  }

  private history(): Seen[] {
    const lines = (this.read(HISTORY) ?? '').split('\n').filter(Boolean);
    return lines.map((line, i) => {
      try {
        return seenSchema.parse(JSON.parse(line));
      } catch {
        const place = `${join(this.path, HISTORY)}:${i + 1}`;
        throw new UnreadableError(place, { zh: '历史已损坏', en: 'the history is damaged' });
      }
    });
  }

  private read(path: string): string | undefined {
    return this.has(path) ? readText(join(this.path, path)) : undefined;
  }
}
