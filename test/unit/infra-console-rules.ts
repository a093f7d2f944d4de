/** The console: the function that answers it, and the registry's own domain, where one is named. */
import { expect } from 'vitest';
import { lambdaNames } from '../../infra/bundle.ts';
import {
  logicalIdIn,
  ownerOf,
  type Properties,
  type Resource,
  type Rule,
  resource,
  resourcesOf,
  type TemplateJson,
} from './infra-template.ts';

interface Distribution extends Properties {
  CacheBehaviors: Properties[];
  DefaultCacheBehavior: Properties & { ForwardedValues: { Headers: string[] } };
  Origins: (Properties & { CustomOriginConfig: Properties })[];
  ViewerCertificate: Properties;
}

const distribution = (template: TemplateJson): Distribution =>
  resource(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig as Distribution;

const variables = (template: TemplateJson): Properties => {
  const [, found] = resourcesOf(template, 'AWS::Lambda::Function').find(([id]) => ownerOf(id) === 'console')!;
  return (found.Properties.Environment as { Variables: Properties }).Variables;
};

const accessLog = (template: TemplateJson): Resource =>
  resource(template, 'AWS::S3::Bucket', 'ConsoleAccessLog');

/** What is there under a condition, and which. */
const conditional = (template: TemplateJson): [type: string, condition: string][] =>
  Object.values(template.Resources).flatMap(({ Type, Condition }) =>
    Condition === undefined ? [] : [[Type, Condition] as [string, string]],
  );

/** The condition that a domain is named. */
const named = (template: TemplateJson): string => {
  const wanted = JSON.stringify({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ConsoleDomain' }, ''] }] });
  return Object.entries(template.Conditions).find(([, each]) => JSON.stringify(each) === wanted)![0];
};
const inChina = (template: TemplateJson): string => {
  const wanted = JSON.stringify({ 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] });
  return Object.entries(template.Conditions).find(([, each]) => JSON.stringify(each) === wanted)![0];
};

export const consoleRules: Rule[] = [
  {
    says: 'tells the console its client, and whom its page asks: the issuer, and the buckets',
    holds: (template) => {
      const bucket = (prefix: string) => ({
        'Fn::GetAtt': [
          resourcesOf(template, 'AWS::S3::Bucket').find(([id]) => id.startsWith(prefix))![0],
          'RegionalDomainName',
        ],
      });
      expect(variables(template)).toMatchObject({
        OIDC_ISSUER: { Ref: 'OidcIssuer' },
        CONSOLE_CLIENT_ID: { Ref: 'ConsoleClientId' },
        CONSOLE_SCOPE: { Ref: 'ConsoleScope' },
        CONSOLE_ORIGINS: { Ref: 'ConsoleOrigins' },
        DOCUMENTS_DOMAIN: bucket('DocumentsBucket'),
        RESULTS_DOMAIN: bucket('ResultsBucket'),
      });
      expect(lambdaNames).toContain('console');
      const { ConsoleClientId, ConsoleScope, ConsoleOrigins } = template.Parameters as Record<
        string,
        { Default?: string; AllowedPattern?: string }
      >;
      const isOrigins = (text: string) => new RegExp(`^(?:${ConsoleOrigins?.AllowedPattern})$`).test(text);
      const sound = ['', 'https://token.id.test', 'https://a.test https://b.test:8443'];
      const unsound = [
        '*',
        "https://a.test; script-src 'unsafe-inline'",
        'https://a.test/path',
        'http://a.test',
      ];
      expect(sound.filter(isOrigins)).toEqual(sound);
      expect(unsound.filter(isOrigins)).toEqual([]);
      expect([ConsoleClientId?.Default, ConsoleScope?.Default]).toEqual([
        'lvzhang-console',
        'openid offline_access',
      ]);
    },
    broken: {
      'another issuer than that of the tokens': (template) => {
        variables(template).OIDC_ISSUER = 'https://x';
      },
      'a bucket that it doesn’t upload to': (template) => {
        variables(template).DOCUMENTS_DOMAIN = variables(template).RESULTS_DOMAIN;
      },
    },
  },
  {
    says: 'makes a distribution where a domain is named, and needs none',
    holds: (template) => {
      expect(conditional(template).sort()).toEqual([
        ['AWS::CloudFront::Distribution', named(template)],
        ['AWS::S3::Bucket', named(template)],
        ['AWS::S3::BucketPolicy', named(template)],
      ]);
      const { ConsoleDomain, ConsoleCertificate } = template.Parameters;
      expect([ConsoleDomain?.Default, ConsoleCertificate?.Default]).toEqual(['', '']);
      expect(JSON.stringify(template.Outputs.ConsoleUrl)).toContain('"/console"');
      expect(JSON.stringify(template.Outputs.ConsoleUrl)).toContain('ApiEndpoint');
    },
    broken: {
      'a distribution without a domain': (template) => {
        delete resource(template, 'AWS::CloudFront::Distribution').Condition;
      },
      'a registry that needs a domain': (template) => {
        delete template.Parameters.ConsoleDomain?.Default;
      },
      'an address that may not be there': (template) => {
        template.Outputs.ConsoleUrl = { Value: { 'Fn::Join': ['', ['https://x', '/console']] } };
      },
    },
  },
  {
    says: 'has both a domain and its certificate, or neither',
    holds: (template) => {
      const [rule, ...others] = Object.values(template.Rules);
      expect(others).toEqual([]);
      const empty = (name: string) => ({ 'Fn::Equals': [{ Ref: name }, ''] });
      const filled = (name: string) => ({ 'Fn::Not': [empty(name)] });
      const both = ['ConsoleDomain', 'ConsoleCertificate'];
      expect(rule?.Assertions.map(({ Assert }) => Assert)).toEqual([
        { 'Fn::Or': [{ 'Fn::And': both.map(empty) }, { 'Fn::And': both.map(filled) }] },
      ]);
      expect(rule).not.toHaveProperty('RuleCondition');
    },
    broken: {
      'a rule that asks nothing': (template) => {
        Object.values(template.Rules)[0]!.Assertions = [];
      },
    },
  },
  {
    says: 'speaks TLS 1.2 with the domain’s certificate, of ACM or, in China, of IAM; plain HTTP is redirected',
    holds: (template) => {
      const nothing = { Ref: 'AWS::NoValue' };
      const certificate = { Ref: 'ConsoleCertificate' };
      const { ViewerCertificate, DefaultCacheBehavior, CacheBehaviors, Origins } = distribution(template);
      expect(ViewerCertificate).toEqual({
        AcmCertificateArn: { 'Fn::If': [inChina(template), nothing, certificate] },
        IamCertificateId: { 'Fn::If': [inChina(template), certificate, nothing] },
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      });
      for (const { ViewerProtocolPolicy } of [DefaultCacheBehavior, ...CacheBehaviors])
        expect(ViewerProtocolPolicy).toBe('redirect-to-https');
      expect(Origins.map(({ CustomOriginConfig }) => CustomOriginConfig)).toMatchObject([
        { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      ]);
    },
    broken: {
      'an old protocol': (template) => {
        distribution(template).ViewerCertificate.MinimumProtocolVersion = 'TLSv1';
      },
      'plain HTTP': (template) => {
        distribution(template).CacheBehaviors[0]!.ViewerProtocolPolicy = 'allow-all';
      },
      'plain HTTP behind': (template) => {
        distribution(template).Origins[0]!.CustomOriginConfig.OriginProtocolPolicy = 'match-viewer';
      },
    },
  },
  {
    says: 'passes on to the API what it needs, and keeps nothing but the console’s assets',
    holds: (template) => {
      const { DefaultCacheBehavior, CacheBehaviors } = distribution(template);
      expect(DefaultCacheBehavior).toMatchObject({
        MinTTL: 0,
        DefaultTTL: 0,
        MaxTTL: 0,
        ForwardedValues: { QueryString: true },
      });
      expect(DefaultCacheBehavior.AllowedMethods).toHaveLength(7);
      const { Headers } = DefaultCacheBehavior.ForwardedValues;
      expect(Headers).toEqual(expect.arrayContaining(['Authorization', 'Accept-Language']));
      // API Gateway refuses a host that it doesn't know.
      expect(Headers.filter((name) => ['Host', '*'].includes(name))).toEqual([]);
      expect(CacheBehaviors).toMatchObject([
        { PathPattern: '/console/assets/*', AllowedMethods: ['GET', 'HEAD'], DefaultTTL: 0, MinTTL: 0 },
      ]);
    },
    broken: {
      'answers that are kept for the next caller': (template) => {
        distribution(template).DefaultCacheBehavior.MaxTTL = 60;
      },
      'a token that is dropped': (template) => {
        distribution(template).DefaultCacheBehavior.ForwardedValues.Headers = ['Accept-Language'];
      },
      'the host of the reader': (template) => {
        distribution(template).DefaultCacheBehavior.ForwardedValues.Headers.push('Host');
      },
      'a refusal that is kept': (template) => {
        distribution(template).CacheBehaviors[0]!.DefaultTTL = 86_400;
      },
    },
  },
  {
    says: 'uses nothing that CloudFront in China refuses',
    holds: (template) => {
      const text = JSON.stringify(distribution(template));
      expect(text).not.toMatch(/PolicyId|OriginAccess|FunctionAssociations|WebACL/);
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      expect(types.filter((type) => type.startsWith('AWS::CloudFront::'))).toEqual([
        'AWS::CloudFront::Distribution',
      ]);
      const { HttpVersion, IPV6Enabled } = distribution(template);
      expect(HttpVersion).toEqual({ 'Fn::If': [inChina(template), 'http2', 'http2and3'] });
      expect(IPV6Enabled).toEqual({ 'Fn::If': [inChina(template), false, true] });
    },
    broken: {
      'a cache policy': (template) => {
        distribution(template).CacheBehaviors[0]!.CachePolicyId = 'x';
      },
      'an origin access control': (template) => {
        template.Resources.Control = { Type: 'AWS::CloudFront::OriginAccessControl', Properties: {} };
      },
      'IPv6 everywhere': (template) => {
        distribution(template).IPV6Enabled = true;
      },
    },
  },
  {
    says: 'logs who asked for what at its domain, for a year, into a bucket of its own',
    holds: (template) => {
      const { Bucket } = distribution(template).Logging as { Bucket: unknown };
      expect(template.Resources[logicalIdIn(Bucket)]).toBe(accessLog(template));
      expect(accessLog(template).Properties.LifecycleConfiguration).toEqual({
        Rules: [{ ExpirationInDays: 365, Status: 'Enabled' }],
      });
    },
    broken: {
      'the log of documents': (template) => {
        const [id] = resourcesOf(template, 'AWS::S3::Bucket').find(([each]) =>
          each.startsWith('DocumentsAccessLog'),
        )!;
        distribution(template).Logging = { Bucket: { 'Fn::GetAtt': [id, 'RegionalDomainName'] } };
      },
      'a log that is kept for ever': (template) => {
        delete accessLog(template).Properties.LifecycleConfiguration;
      },
    },
  },
];
