/**
 * How far a watch has read: a verified head, from which the next run continues and which it
 * holds the log against.
 */
import { existsSync } from 'node:fs';
import * as z from 'zod';
import { fromHex } from '../../../shared/base/encoding.ts';
import type { SeenHead } from '../../audit/head.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { replaceFile } from '../durable-file.ts';
import { readText } from '../file/text-file.ts';

const schema = z.strictObject({
  format: z.literal('lvzhang-watch/v1'),
  organization: z.string(),
  vkey: z.string(),
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** The signed note, verbatim: with a different one of the same log it proves a fork to anyone. */
  checkpoint: z.string(),
});
type Stored = z.infer<typeof schema>;

/** The organization and log that a state must belong to. */
export type WatchOf = Pick<Stored, 'organization' | 'vkey'>;

/** The head that the last run read to; undefined without an earlier run. @throws UnreadableError */
export function readState(file: string, of: WatchOf): SeenHead | undefined {
  if (!existsSync(file)) return undefined;
  const { organization, vkey, size, root } = storedIn(file);
  if (organization !== of.organization || vkey !== of.vkey)
    throw new UnreadableError(file, {
      zh: '是另一机构或另一账本的监看状态，请以 --state 另指文件',
      en: 'is the state of another watch (organization or log): name another file with --state',
    });
  return { size, root: fromHex(root) };
}

export async function writeState(
  file: string,
  of: WatchOf,
  head: Pick<Stored, 'size' | 'root' | 'checkpoint'>,
): Promise<void> {
  const stored: Stored = { format: 'lvzhang-watch/v1', ...of, ...head };
  await replaceFile(file, `${JSON.stringify(stored, null, 2)}\n`);
}

function storedIn(file: string): Stored {
  try {
    return schema.parse(JSON.parse(readText(file)));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(file, {
      zh: '监看状态已损坏；确认无妨后可删除，将从头列出',
      en: 'the state of the watch is damaged; once you know why, delete it: the next run lists from the start',
    });
  }
}
