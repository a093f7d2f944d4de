import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DOCUMENTS_PREFIX } from '../functions/documents/key.ts';
import type { FunctionName } from '../functions/routes.ts';

/** The API functions that take documents and hand them out. */
export const documentFunctions: readonly FunctionName[] = [
  'organizations',
  'documents',
  'parcels',
  'projects',
  'agreements',
  'reports',
  'contracts',
  'statements',
];

/** Records of who fetched what are kept as long as the functions' logs (registry-function.ts), days. */
export const ACCESS_LOG_DAYS = 365;

/** Nothing here is uploaded in parts; an attempt would leave parts that cost money and that nobody sees. */
const PARTS_DAYS_MAX = 7;

/** Time for which a browser may remember what the bucket allows, s. */
export const PREFLIGHT_SECONDS = 3600;

/** All buckets are closed to the public, encrypted in transit and at rest, and retained. */
export const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  // S3's own keys, for the same reason as DynamoDB's for the table: no key policy or deletion date of ours
  // can take the documents with it. S3 encrypts uploads that don't ask for it, so nothing can lie there in
  // the clear.
  encryption: BucketEncryption.S3_MANAGED,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

/**
 * The files of documents. The registry keeps its records for the whole life of the units that rest on them
 * (CCER measures, art. 11 and 18: ten years after the last issuance at least), so nothing here expires, is
 * replaced or deleted.
 */
export class Documents extends Construct {
  readonly bucket: Bucket;
  /** Who fetched what, also of the results of jobs. */
  readonly accessLog: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Documents hold names and land titles: who fetched one must be known afterwards (Personal Information
    // Protection Law).
    this.accessLog = new Bucket(this, 'AccessLog', {
      ...PRIVATE,
      lifecycleRules: [{ expiration: Duration.days(ACCESS_LOG_DAYS) }],
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE,
      versioned: true,
      serverAccessLogsBucket: this.accessLog,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(PARTS_DAYS_MAX) }],
      cors: [
        {
          // The console may be served from anywhere. An origin confers no right here: the URL does, and no
          // cookie is sent.
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          maxAge: PREFLIGHT_SECONDS,
        },
      ],
    });
    this.bucket.addToResourcePolicy(this.onlyNew());
    this.bucket.addToResourcePolicy(this.neverDeleted());
  }

  /** What a function needs to know of the bucket. */
  get environment(): Record<string, string> {
    return {
      DOCUMENTS_BUCKET: this.bucket.bucketName,
      // The regional domain is right in every partition and is never redirected.
      DOCUMENTS_DOMAIN: this.bucket.bucketRegionalDomainName,
    };
  }

  /** What a function may do, and with it the holder of a URL that it signed. */
  get permissions(): PolicyStatement[] {
    return [writeDocuments(this), ...readDocuments(this)];
  }

  /** Every write needs `If-None-Match: *`: no document is ever replaced; uploads in parts are barred too. */
  private onlyNew(): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [this.bucket.arnForObjects('*')],
      conditions: { Null: { 's3:if-none-match': 'true' } },
    });
  }

  /** A deletion, by court order say, first needs this policy changed, and CloudTrail records that. */
  private neverDeleted(): PolicyStatement {
    return new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: [this.bucket.arnForObjects('*')],
    });
  }
}

/** Uploads of documents: the holder of a URL that the function signed uploads in the function's name. */
export function writeDocuments(documents: Documents): PolicyStatement {
  return new PolicyStatement({ actions: ['s3:PutObject'], resources: documentObjects(documents) });
}

/** Downloads of documents, and checks whether one is stored. */
export function readDocuments(documents: Documents): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: documentObjects(documents) }),
    // Without this permission S3 says 403 of a missing file, and a lost permission would pass for a document
    // not yet uploaded. It can't be narrowed to the prefix: a check of one object has none. No code lists.
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [documents.bucket.bucketArn] }),
  ];
}

export const documentObjects = ({ bucket }: Documents) => [bucket.arnForObjects(`${DOCUMENTS_PREFIX}*`)];
