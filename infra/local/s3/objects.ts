import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3Error } from './s3-error.ts';

/** What is stored of an object beside its bytes. */
export interface ObjectHead {
  contentType: string;
  /** Length, bytes. */
  bytes: number;
  /** SHA-256, base64, as S3 writes checksums. */
  sha256: string;
}

export interface StoredObject extends ObjectHead {
  modifiedAt: Date;
  read(): Readable;
}

/**
 * A bucket's objects in a folder: `<key>/bytes` and `<key>/object.json`, which are created and removed
 * together. They are written aside and moved into place atomically, so that an interrupted upload leaves
 * nothing.
 */
export interface Objects {
  find(key: string): Promise<StoredObject | undefined>;
  /**
   * @throws S3Error PreconditionFailed when the key is taken, IncompleteBody or BadDigest when the
   * body is not `head`'s
   */
  create(key: string, head: ObjectHead, body: Readable): Promise<void>;
}

const BYTES = 'bytes';
const HEAD = 'object.json';
/** Folder of the uploads under way; no key begins with it. */
const INCOMING = '.incoming';

/** Each segment becomes a folder's name. Dots alone, hidden names and the two files' names are refused. */
const SEGMENT = /^(?!bytes$|object\.json$)[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/;

/** @throws S3Error NotImplemented on a key that S3 might take, but that can't be a path here */
export function checkKey(key: string): void {
  if (key.split('/').every((segment) => SEGMENT.test(segment))) return;
  throw new S3Error('NotImplemented', `the key ${JSON.stringify(key)} is not emulated locally`);
}

const taken = () =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Writes the body to the disk; throws S3Error unless it matches `head`. */
async function writeBody(file: string, head: ObjectHead, body: Readable): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(body, measure, createWriteStream(file, { flush: true }));
  if (bytes !== head.bytes) {
    throw new S3Error('IncompleteBody', 'The number of bytes is not that of the Content-Length HTTP header');
  }
  if (hash.digest('base64') !== head.sha256) {
    throw new S3Error('BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
  }
}

/** Opens the folder of a bucket's objects; removes half-sent uploads of an earlier run. */
export async function openObjects(folder: string): Promise<Objects> {
  await rm(join(folder, INCOMING), { recursive: true, force: true });
  await mkdir(join(folder, INCOMING), { recursive: true });
  return {
    async find(key) {
      const place = join(folder, key);
      if (!(await exists(join(place, BYTES)))) return undefined;
      const head: ObjectHead = JSON.parse(await readFile(join(place, HEAD), 'utf8'));
      const { mtime } = await stat(join(place, BYTES));
      return { ...head, modifiedAt: mtime, read: () => createReadStream(join(place, BYTES)) };
    },
    async create(key, head, body) {
      const place = join(folder, key);
      if (await exists(join(place, BYTES))) throw taken();
      const incoming = join(folder, INCOMING, randomUUID());
      await mkdir(incoming);
      try {
        await writeBody(join(incoming, BYTES), head, body);
        await writeFile(join(incoming, HEAD), JSON.stringify(head), { flush: true });
        await mkdir(dirname(place), { recursive: true });
        // A folder can't replace one that isn't empty: of two uploads at once, one fails here.
        await rename(incoming, place).catch(async (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
          if (await exists(join(place, BYTES))) throw taken();
          throw new S3Error(
            'NotImplemented',
            `the key ${key} beside keys under ${key}/ is not emulated locally`,
          );
        });
      } finally {
        await rm(incoming, { recursive: true, force: true });
      }
    },
  };
}
