import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { JOB_DAYS } from '../functions/work/job.ts';
import { RESULTS_PREFIX } from '../functions/work/results.ts';
import { PREFLIGHT_SECONDS, PRIVATE } from './documents.ts';

/**
 * The files that jobs make. A bucket of its own: a result goes with its job, and from the documents' bucket
 * nothing ever goes.
 */
export class Results extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { accessLog }: { accessLog: IBucket }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE,
      serverAccessLogsBucket: accessLog,
      lifecycleRules: [{ expiration: Duration.days(JOB_DAYS) }],
      // As with documents: an origin confers no right, the URL does.
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET],
          allowedHeaders: [],
          maxAge: PREFLIGHT_SECONDS,
        },
      ],
    });
  }

  /** What a function needs to know of the bucket. */
  get environment(): Record<string, string> {
    return {
      RESULTS_BUCKET: this.bucket.bucketName,
      RESULTS_DOMAIN: this.bucket.bucketRegionalDomainName,
    };
  }

  /** Downloads, also by the holder of a URL that the function signed. */
  reads(): PolicyStatement {
    return new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.objects] });
  }

  /** Files of a job, and its pieces read back. */
  writes(): PolicyStatement {
    return new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [this.objects] });
  }

  private get objects(): string {
    return this.bucket.arnForObjects(`${RESULTS_PREFIX}*`);
  }
}
