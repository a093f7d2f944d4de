import {
  Aws,
  CfnCondition,
  type CfnParameter,
  type CfnResource,
  CfnRule,
  Duration,
  Fn,
  Validations,
} from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ACCESS_LOG_DAYS, PRIVATE } from './documents.ts';

/** Assets are kept for as long as they say: a year, and their names change with them. */
const ASSET_SECONDS_MAX = 31_536_000;
/** What CloudFront would otherwise take off a request before it passes it on; all other headers it leaves. */
const KEPT_HEADERS = ['Accept', 'Accept-Language', 'Authorization', 'Origin'];
const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const ORIGIN_ID = 'api';
/** API Gateway answers after 30 s at the latest. */
const READ_TIMEOUT = Duration.seconds(30);

export interface ConsoleDomainProps {
  api: HttpApi;
  /** The domain of one's own, or nothing. */
  domain: CfnParameter;
  /** Its certificate: an ARN of ACM in Northern Virginia; in China, the id of a server certificate of IAM. */
  certificate: CfnParameter;
}

/**
 * The registry under a domain of one's own, through CloudFront, which keeps the console's assets near their
 * readers. All of it exists only where a domain is named: without one, the console is at the API's own
 * address, as everything else is.
 *
 * In China, CloudFront takes neither cache policies nor origin access controls, has no certificates of ACM
 * and serves nothing from *.cloudfront.cn. One template deploys everywhere, so it uses none of these.
 */
export class ConsoleDomain extends Construct {
  /** Where the console is. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, domain, certificate }: ConsoleDomainProps) {
    super(scope, id);
    requireBoth(this, domain, certificate);
    const named = new CfnCondition(this, 'Named', {
      expression: Fn.conditionNot(Fn.conditionEquals(domain.valueAsString, '')),
    });
    const inChina = new CfnCondition(this, 'InChina', {
      expression: Fn.conditionEquals(Aws.PARTITION, 'aws-cn'),
    });
    const unless = (condition: CfnCondition, value: unknown) =>
      Fn.conditionIf(condition.logicalId, Aws.NO_VALUE, value);
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        comment: 'lvzhang: the registry and its console',
        enabled: true,
        aliases: [domain.valueAsString],
        httpVersion: Fn.conditionIf(inChina.logicalId, 'http2', 'http2and3').toString(),
        ipv6Enabled: Fn.conditionIf(inChina.logicalId, false, true),
        viewerCertificate: {
          acmCertificateArn: unless(inChina, certificate.valueAsString).toString(),
          iamCertificateId: Fn.conditionIf(
            inChina.logicalId,
            certificate.valueAsString,
            Aws.NO_VALUE,
          ).toString(),
          minimumProtocolVersion: 'TLSv1.2_2021',
          sslSupportMethod: 'sni-only',
        },
        origins: [origin(api)],
        defaultCacheBehavior: { ...behavior(), ...UNCACHED },
        cacheBehaviors: [{ pathPattern: '/console/assets/*', ...behavior(), ...CACHED }],
        logging: { bucket: this.addAccessLog(named).bucketRegionalDomainName, includeCookies: false },
      },
    });
    distribution.cfnOptions.condition = named;
    acknowledge(distribution);
    const host = Fn.conditionIf(named.logicalId, `https://${domain.valueAsString}`, api.apiEndpoint);
    this.url = Fn.join('', [host.toString(), '/console']);
  }

  /**
   * Who asked for what: behind CloudFront, API Gateway's own log has the addresses of CloudFront. It writes
   * as the owner of what it writes, so this is the one bucket with access lists; they are closed to the
   * public.
   */
  private addAccessLog(condition: CfnCondition): Bucket {
    const bucket = new Bucket(this, 'AccessLog', {
      ...PRIVATE,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(ACCESS_LOG_DAYS) }],
    });
    const made = [bucket, bucket.policy].flatMap((each) => each?.node.defaultChild ?? []);
    for (const resource of made as CfnResource[]) resource.cfnOptions.condition = condition;
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It is itself the log of accesses; nobody reads it but a person.',
    });
    return bucket;
  }
}

/** The API; it is passed the request without its host, which API Gateway wouldn't know. */
const origin = (api: HttpApi): CfnDistribution.OriginProperty => ({
  id: ORIGIN_ID,
  domainName: Fn.select(2, Fn.split('/', api.apiEndpoint)),
  customOriginConfig: {
    originProtocolPolicy: 'https-only',
    originSslProtocols: ['TLSv1.2'],
    originReadTimeout: READ_TIMEOUT.toSeconds(),
  },
});

const behavior = () => ({
  targetOriginId: ORIGIN_ID,
  viewerProtocolPolicy: 'redirect-to-https',
});

/** Everything that isn't an asset: the answer depends on who asks, or is to be new. */
const UNCACHED = {
  allowedMethods: ALL_METHODS,
  minTtl: 0,
  defaultTtl: 0,
  maxTtl: 0,
  forwardedValues: { queryString: true, headers: KEPT_HEADERS, cookies: { forward: 'none' } },
};

/** Kept as long as the answer says, which a refusal doesn't. The API packs the assets itself. */
const CACHED = {
  allowedMethods: ['GET', 'HEAD'],
  minTtl: 0,
  defaultTtl: 0,
  maxTtl: ASSET_SECONDS_MAX,
  forwardedValues: { queryString: false, cookies: { forward: 'none' } },
};

/** A domain needs its certificate, and a certificate is no use without its domain. */
function requireBoth(scope: Construct, domain: CfnParameter, certificate: CfnParameter): void {
  const isEmpty = ({ valueAsString }: CfnParameter) => Fn.conditionEquals(valueAsString, '');
  new CfnRule(scope, 'Both', {
    assertions: [
      {
        assert: Fn.conditionOr(
          Fn.conditionAnd(isEmpty(domain), isEmpty(certificate)),
          Fn.conditionAnd(Fn.conditionNot(isEmpty(domain)), Fn.conditionNot(isEmpty(certificate))),
        ),
        assertDescription: 'ConsoleDomain and ConsoleCertificate go together: give both or neither.',
      },
    ],
  });
}

function acknowledge(distribution: CfnDistribution): void {
  Validations.of(distribution).acknowledge(
    { id: 'CloudFormation-Validate::E3013', reason: 'Where the domain is empty there is no distribution.' },
    { id: 'AwsSolutions-CFR1', reason: 'A public registry is open to readers of every country.' },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'In China there is no firewall for CloudFront, and API Gateway throttles; who wants one adds it.',
    },
  );
}
