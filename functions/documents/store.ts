/**
 * The store of documents' files: a private S3 bucket, each file under the organization that brought it and
 * its own digest. No file passes through a function: a client sends and fetches it at a presigned URL, which
 * is a right to that one file for some minutes. The endpoints decide who is given one.
 */
import { createHash } from 'node:crypto';
import type { DocumentReference } from '../../shared/base/document.ts';
import { documentKey } from './key.ts';
import { base64Of, type Download, optionsOf, Presigner, type PresignerOptions } from './presigner.ts';

/** Enough for 50 MiB over a line of half a megabit. */
const UPLOAD_SECONDS = 15 * 60;
/** For S3's answer about one object, which has no body. */
const LOOK_TIMEOUT_MS = 5_000;
const LOOK_SECONDS = 60;

/** A right to send one file: a PUT of its bytes to `url`, with `headers` exactly. */
export interface Upload {
  url: string;
  headers: Record<string, string>;
  /** RFC 3339 UTC. */
  expires: string;
}

export class DocumentStore {
  private readonly presigner: Presigner;

  constructor(options: PresignerOptions) {
    this.presigner = new Presigner(options);
  }

  /**
   * A URL to PUT the document's file to, for 15 minutes. S3 refuses any other bytes (400 BadDigest), length
   * or type (403), and a second upload of a stored file (412).
   * @param organization the uploader: an organization can refer only to its own documents
   */
  async uploadUrl(organization: string, document: DocumentReference): Promise<Upload> {
    const headers = {
      'content-length': String(document.bytes),
      'content-type': document.mediaType,
      // The bucket refuses a PUT without this header, so a stored file is never replaced.
      'if-none-match': '*',
      'x-amz-checksum-sha256': base64Of(document.sha256),
    };
    const key = documentKey(organization, document);
    return {
      ...(await this.presigner.presign({ method: 'PUT', key, headers, seconds: UPLOAD_SECONDS })),
      headers,
    };
  }

  /**
   * Whether the document's file is stored whole: S3's own checksum and length of it are the document's.
   * @throws when S3 doesn't answer in time, or answers neither yes nor no
   */
  async stored(organization: string, document: DocumentReference): Promise<boolean> {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const key = documentKey(organization, document);
    const { url } = await this.presigner.presign({ method: 'HEAD', key, headers, seconds: LOOK_SECONDS });
    const signal = AbortSignal.timeout(LOOK_TIMEOUT_MS);
    const response = await fetch(url, { method: 'HEAD', headers, redirect: 'error', signal });
    if (response.status === 404) return false;
    // A 403 isn't "absent": the functions may list, so a missing file gives 404; a 403 is our own mistake.
    if (!response.ok) throw new Error(`S3 answered ${response.status} to HEAD ${key}`);
    return (
      response.headers.get('x-amz-checksum-sha256') === base64Of(document.sha256) &&
      response.headers.get('content-length') === String(document.bytes)
    );
  }

  /**
   * A URL to GET the document's file from, for 5 minutes, as an attachment of the document's type: a browser
   * never shows it as a page of ours.
   * @param organization the organization that brought it
   * @param fileName the name for the browser to use; the digest if left out
   */
  downloadUrl(organization: string, document: DocumentReference, fileName?: string): Promise<Download> {
    return this.presigner.attachment(documentKey(organization, document), document.mediaType, fileName);
  }

  /**
   * The document's bytes, for a function that works on them: as many as a document may have, at most.
   * Undefined where no such file is stored.
   * @throws when S3 gives other bytes, or none
   */
  async read(organization: string, document: DocumentReference): Promise<Uint8Array | undefined> {
    const bytes = await this.presigner.fetchBytes(documentKey(organization, document));
    if (bytes && createHash('sha256').update(bytes).digest('hex') !== document.sha256)
      throw new Error(`S3 gave other bytes than ${document.sha256}`);
    return bytes;
  }
}

let documents: DocumentStore | undefined;

/**
 * The store of this function, made once per Lambda instance.
 * @throws when no bucket is configured for the function (infra/documents.ts)
 */
export function theDocuments(): DocumentStore {
  documents ??= new DocumentStore(optionsOf('DOCUMENTS'));
  return documents;
}
