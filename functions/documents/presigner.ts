/** Presigned URLs of a bucket's objects: each is a right to one object for some minutes. */
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { SignatureV4 } from '@smithy/signature-v4';
import { setting } from '../world.ts';
import { NodeSha256 } from './node-sha256.ts';

/** A browser follows the link at once; S3 lets a running download finish. */
const DOWNLOAD_SECONDS = 5 * 60;
/** For a function's own transfer of tens of megabytes within AWS. */
const MOVE_SECONDS = 60;

export interface PresignerOptions {
  /** The part of the URL before the key: `https://<bucket's domain>`, or `<endpoint>/<bucket>`. */
  url: string;
  region: string;
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  now(): Date;
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

export class Presigner {
  private readonly url: string;
  private readonly now: () => Date;
  private readonly signer: SignatureV4;

  constructor({ url, region, credentials, now }: PresignerOptions) {
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

  async presign({ method, key, headers = {}, query = {}, seconds }: Presigning): Promise<Download> {
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

  /**
   * A URL to GET an object from, for 5 minutes, as an attachment of that type: a browser never shows it as a
   * page of ours.
   * @param fileName the name for the browser to use; the key's last part if left out
   */
  attachment(key: string, mediaType: string, fileName?: string): Promise<Download> {
    const name =
      fileName === undefined ? '' : `; filename*=UTF-8''${encodeStrictly(fileName.toWellFormed())}`;
    const query = {
      'response-content-disposition': `attachment${name}`,
      'response-content-type': mediaType,
    };
    return this.presign({ method: 'GET', key, query, seconds: DOWNLOAD_SECONDS });
  }

  /** An object's bytes; undefined where there is none. @throws when S3 answers neither */
  async fetchBytes(key: string): Promise<Uint8Array | undefined> {
    const { url } = await this.presign({ method: 'GET', key, seconds: MOVE_SECONDS });
    const signal = AbortSignal.timeout(MOVE_SECONDS * 1000);
    const response = await fetch(url, { redirect: 'error', signal });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`S3 answered ${response.status} to GET ${key}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/**
 * Where a bucket is, by the settings `<NAME>_BUCKET` and `<NAME>_DOMAIN` of a function.
 * @throws when the function knows no such bucket
 */
export function optionsOf(name: 'DOCUMENTS' | 'RESULTS'): PresignerOptions {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  return {
    url: endpoint ? `${endpoint}/${setting(`${name}_BUCKET`)}` : `https://${setting(`${name}_DOMAIN`)}`,
    region: setting('AWS_REGION'),
    credentials: fromEnv(),
    now: () => new Date(),
  };
}

/** A digest as S3 writes checksums. */
export function base64Of(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64');
}

/** Percent-encoding as signatures have it: all but RFC 3986's unreserved characters. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
