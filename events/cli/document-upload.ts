/** Documents as files on this machine: named by their digest, and uploaded to the document store. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import * as z from 'zod';
import { DOCUMENT_BYTES_MAX, type DocumentReference, type MEDIA_TYPES } from '../../shared/base/document.ts';
import { postV1Documents } from '../client/operations.ts';
import { change } from '../client/request.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import { keyOf } from '../exchange/import/step-key.ts';
import { type ApiClient, UnavailableError } from './api-client.ts';
import { reasonUnread } from './file/text-file.ts';
import type { Words } from './words.ts';

export interface DocumentFile {
  path: string;
  document: DocumentReference;
}

const MEDIA_TYPE_OF: Readonly<Record<string, (typeof MEDIA_TYPES)[number]>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.zip': 'application/zip',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.csv': 'text/csv',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file as a document, or the reason, with its path, why it can't be one. */
export function readDocument(path: string): DocumentFile | Words {
  const found = documentOf(path);
  return 'zh' in found ? { zh: `${path}：${found.zh}`, en: `${path}: ${found.en}` } : found;
}

/** The same. @throws UnreadableError */
export function requireDocument(path: string): DocumentFile {
  const found = documentOf(path);
  if ('zh' in found) throw new UnreadableError(path, found);
  return found;
}

function documentOf(path: string): DocumentFile | Words {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return reasonUnread({ code: 'EISDIR' });
    const mediaType = MEDIA_TYPE_OF[extname(path).toLowerCase()];
    const known = Object.keys(MEDIA_TYPE_OF).join(' ');
    if (!mediaType) return { zh: `文件类型须为 ${known}`, en: `must be a file of ${known}` };
    if (stat.size < 1 || stat.size > DOCUMENT_BYTES_MAX) {
      const limit = `1–${DOCUMENT_BYTES_MAX}`;
      return { zh: `${stat.size} 字节，须为 ${limit}`, en: `${stat.size} bytes, not ${limit}` };
    }
    const bytes = readFileSync(path);
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { path, document: { sha256: digest, mediaType, bytes: bytes.length } };
  } catch (error) {
    return reasonUnread(error);
  }
}

const Permission = z.object({
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }).optional(),
});

/** The store has the file already: stored files are never replaced. */
const PRECONDITION_FAILED = 412;
const UPLOADS_MAX = 3;
/** 50 MiB at half a megabit, and the lifetime of the permission. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;

/** Sends each file once, however many rows name it. */
export class DocumentUploads {
  private readonly client: ApiClient;
  private readonly sent = new Map<string, Promise<DocumentReference>>();

  constructor(client: ApiClient) {
    this.client = client;
  }

  /** @throws RefusedError, UnavailableError */
  bring(file: DocumentFile): Promise<DocumentReference> {
    const { sha256: digest, mediaType } = file.document;
    const key = `${digest} ${mediaType}`;
    const bringing = this.sent.get(key) ?? this.send(file);
    this.sent.set(key, bringing);
    return bringing;
  }

  private async send({ path, document }: DocumentFile): Promise<DocumentReference> {
    const key = keyOf('document', document.sha256);
    let last = '';
    for (let attempt = 0; attempt < UPLOADS_MAX; attempt++) {
      const { upload } = await change(this.client, postV1Documents(document), key, Permission);
      if (!upload) return document;
      try {
        // fetch computes the content length itself.
        const { 'content-length': _length, ...headers } = upload.headers;
        const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
        const body = readFileSync(path);
        const { ok, status } = await fetch(upload.url, { method: 'PUT', body, headers, signal });
        if (ok || status === PRECONDITION_FAILED) return document;
        last = String(status);
      } catch (error) {
        last = (error as Error).message;
      }
    }
    throw new UnavailableError(`${path}: ${last}`);
  }
}
