/**
 * The files that jobs make: in a bucket of their own, since they expire, which no document does. A key is
 * written once: its last part is random, so a worker that repeats what it did before a crash never meets its
 * own file.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  base64Of,
  type Download,
  optionsOf,
  Presigner,
  type PresignerOptions,
} from '../documents/presigner.ts';

/** Prefix of every key; the functions' permissions are limited to it. */
export const RESULTS_PREFIX = 'jobs/';

const PUT_SECONDS = 60;

/** A stored file. */
export interface StoredFile {
  key: string;
  bytes: number;
  sha256: string;
}

export class ResultStore {
  private readonly presigner: Presigner;

  constructor(options: PresignerOptions) {
    this.presigner = new Presigner(options);
  }

  /**
   * Stores a file under the job's own folder. @throws when S3 doesn't confirm it: then it may be stored or
   * not
   */
  async put(job: string, content: Uint8Array<ArrayBuffer>, mediaType: string): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const key = `${RESULTS_PREFIX}${job}/${randomUUID()}`;
    const signed = {
      'content-length': String(content.length),
      'content-type': mediaType,
      'if-none-match': '*',
      'x-amz-checksum-sha256': base64Of(sha256),
    };
    const { url } = await this.presigner.presign({
      method: 'PUT',
      key,
      headers: signed,
      seconds: PUT_SECONDS,
    });
    // fetch computes the content length itself.
    const { 'content-length': _, ...headers } = signed;
    const signal = AbortSignal.timeout(PUT_SECONDS * 1000);
    const response = await fetch(url, { method: 'PUT', body: content, headers, redirect: 'error', signal });
    if (!response.ok) throw new Error(`S3 answered ${response.status} to PUT ${key}`);
    return { key, bytes: content.length, sha256 };
  }

  /** @throws when it isn't there */
  async get(key: string): Promise<Uint8Array> {
    const bytes = await this.presigner.fetchBytes(key);
    if (!bytes) throw new Error(`there is no ${key}`);
    return bytes;
  }

  /** A URL to GET the file from, for 5 minutes. */
  downloadUrl(key: string, mediaType: string, fileName: string): Promise<Download> {
    return this.presigner.attachment(key, mediaType, fileName);
  }
}

let results: ResultStore | undefined;

/**
 * The results of this function's jobs, made once per Lambda instance.
 * @throws when no bucket is configured for the function (infra/results.ts)
 */
export function theResults(): ResultStore {
  results ??= new ResultStore(optionsOf('RESULTS'));
  return results;
}
