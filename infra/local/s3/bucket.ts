import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type LocalTemplate, unused } from '../template/template.ts';
import { type BucketCors, corsSchema } from './bucket-cors.ts';
import { type Objects, openObjects } from './objects.ts';

/** A bucket whose objects are in a folder. */
export interface LocalBucket {
  cors: BucketCors;
  objects: Objects;
}

const bucketSchema = z.strictObject({
  BucketName: z.string().optional(),
  CorsConfiguration: corsSchema.optional(),
  // Encryption, retention, access log and ownership exist in the cloud only. Every object is written once
  // here, so it has one version.
  BucketEncryption: unused,
  LifecycleConfiguration: unused,
  LoggingConfiguration: unused,
  OwnershipControls: unused,
  PublicAccessBlockConfiguration: unused,
  Tags: unused,
  VersioningConfiguration: unused,
});

/**
 * The template's buckets by name; each gets its identity.
 * @param folder parent of the buckets' objects, which are or will be in `<folder>/<bucket>`
 */
export async function openBuckets(
  template: LocalTemplate,
  folder: string,
): Promise<ReadonlyMap<string, LocalBucket>> {
  const buckets = new Map<string, LocalBucket>();
  for (const { logicalId, properties } of template.list('AWS::S3::Bucket', bucketSchema)) {
    const name = properties.BucketName ?? logicalId.toLowerCase();
    // These hosts don't answer: the functions use AWS_ENDPOINT_URL_S3, with the bucket in the path.
    const domain = `${name}.s3.localhost`;
    template.identify(logicalId, name, {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: domain,
      RegionalDomainName: domain,
    });
    // Documents are private: other users of this machine must not read title proofs.
    await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    const objects = await openObjects(join(folder, name));
    buckets.set(name, { cors: properties.CorsConfiguration?.CorsRules ?? [], objects });
  }
  return buckets;
}
