/**
 * The store of documents' files: a private S3 bucket, each file under the organization that brought it and
 * its own digest. No file passes through a function: a client sends and fetches it at a presigned URL, which
 * is a right to that one file for some minutes. The endpoints decide who is given one.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4 } from '@smithy/signature-v4';
import type { DocumentReference } from '../../shared/base/document.ts';
import { setting } from '../world.ts';
import { documentKey } from './key.ts';
import { NodeSha256 } from './node-sha256.ts';

/** Enough for 50 MiB over a line of half a megabit. */
const UPLOAD_SECONDS = 15 * 60;
/** A browser follows the link at once; S3 lets a running download finish. */
const DOWNLOAD_SECONDS = 5 * 60;
/** For S3's answer about one object, which has no body. */
const LOOK_TIMEOUT_MS = 5_000;
const LOOK_SECONDS = 60;

export interface DocumentStoreOptions {
  /** The part of the URL before the key: `https://<bucket's domain>`, or `<endpoint>/<bucket>`. */
  url: string;
  region: string;
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  now(): Date;
}

/** A right to send one file: a PUT of its bytes to `url`, with `headers` exactly. */
export interface Upload {
  url: string;
  headers: Record<string, string>;
  /** RFC 3339 UTC. */
  expires: string;
}

/** A right to fetch one file: a GET of `url`. */
export interface Download {
  url: string;
  /** RFC 3339 UTC. */
  expires: string;
}

interface Presigning {
  method: 'PUT' | 'GET' | 'HEAD';
  key: string;
  /** Signed, and to be sent as they are. */
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** How long the URL is valid, s. */
  seconds: number;
}

export class DocumentStore {
  private readonly url: string;
  private readonly now: () => Date;
  private readonly signer: SignatureV4;

  constructor({ url, region, credentials, now }: DocumentStoreOptions) {
    this.url = url;
    this.now = now;
    this.signer = new SignatureV4({
      service: 's3',
      region,
      credentials,
      sha256: NodeSha256,
      // Unlike all other services, S3 takes the path as it is sent.
      uriEscapePath: false,
    });
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
    return { ...(await this.presign({ method: 'PUT', key, headers, seconds: UPLOAD_SECONDS })), headers };
  }

  /**
   * Whether the document's file is stored whole: S3's own checksum and length of it are the document's.
   * @throws when S3 doesn't answer in time, or answers neither yes nor no
   */
  async stored(organization: string, document: DocumentReference): Promise<boolean> {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const key = documentKey(organization, document);
    const { url } = await this.presign({ method: 'HEAD', key, headers, seconds: LOOK_SECONDS });
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
    const name =
      fileName === undefined ? '' : `; filename*=UTF-8''${encodeStrictly(fileName.toWellFormed())}`;
    const query = {
      'response-content-disposition': `attachment${name}`,
      'response-content-type': document.mediaType,
    };
    const key = documentKey(organization, document);
    return this.presign({ method: 'GET', key, query, seconds: DOWNLOAD_SECONDS });
  }

  private async presign({ method, key, headers = {}, query = {}, seconds }: Presigning): Promise<Download> {
    const url = new URL(`${this.url}/${key.split('/').map(encodeStrictly).join('/')}`);
    const signingDate = new Date(this.now());
    // A signature's time has whole seconds only.
    signingDate.setUTCMilliseconds(0);
    const signed = await this.signer.presign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query,
        headers: { ...headers, host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      },
      // Moved to the query, a checksum would be signed and then ignored by S3 (aws/aws-sdk-js-v3#4448).
      { expiresIn: seconds, signingDate, unhoistableHeaders: new Set(Object.keys(headers)) },
    );
    url.search = Object.entries(signed.query ?? {})
      .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(String(value))}`)
      .join('&');
    return { url: url.href, expires: new Date(signingDate.getTime() + seconds * 1000).toISOString() };
  }
}

function base64Of(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64');
}

/** Percent-encoding as signatures have it: all but RFC 3986's unreserved characters. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

let documents: DocumentStore | undefined;

/**
 * The store of this function, made once per Lambda instance.
 * @throws when no bucket is configured for the function (infra/documents.ts)
 */
export function theDocuments(): DocumentStore {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  documents ??= new DocumentStore({
    url: endpoint ? `${endpoint}/${setting('DOCUMENTS_BUCKET')}` : `https://${setting('DOCUMENTS_DOMAIN')}`,
    region: setting('AWS_REGION'),
    credentials: fromEnv(),
    now: () => new Date(),
  });
  return documents;
}
