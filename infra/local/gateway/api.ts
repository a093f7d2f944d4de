import * as z from 'zod';
import { findFunction, type LocalFunction } from '../lambda/lambda.ts';
import { type LocalTemplate, unused } from '../template/template.ts';
import { type Authorize, createAuthorizer, type JwtConfiguration } from './authorizer.ts';
import { type Cors, corsSchema } from './cors.ts';

/** One route of the API, with everything needed to answer it. */
export interface ApiRoute {
  /** `GET /v1/things/{id}` or `$default`. */
  routeKey: string;
  function: LocalFunction;
  timeoutMs: number;
  /** Absent: the route is public. */
  authorize?: Authorize;
  /** A token needs one of these scopes, if there are any. */
  scopes: readonly string[];
}

/** The template's HTTP API. */
export interface Api {
  apiId: string;
  routes: ApiRoute[];
  cors?: Cors;
  /** The issuer and audience of accepted tokens; undefined when all routes are public. */
  tokens?: JwtConfiguration;
}

/** Longest time that HTTP APIs wait for an integration, ms. */
const TIMEOUT_MS_MAX = 30_000;
const TOKEN_HEADER = '$request.header.Authorization';

const apiSchema = z.strictObject({
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: corsSchema.optional(),
  Name: unused,
  Description: unused,
  DisableExecuteApiEndpoint: unused,
  Tags: unused,
});

const integrationSchema = z.strictObject({
  ApiId: unused,
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().max(TIMEOUT_MS_MAX).default(TIMEOUT_MS_MAX),
  Description: unused,
});

const authorizerSchema = z.strictObject({
  ApiId: unused,
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal(TOKEN_HEADER)]),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()), Issuer: z.string() }),
  Name: unused,
});

const routeSchema = z.strictObject({
  ApiId: unused,
  RouteKey: z.string(),
  Target: z.string().startsWith('integrations/'),
  AuthorizationType: z.enum(['JWT', 'NONE']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: unused,
});

const stageSchema = z.strictObject({
  ApiId: unused,
  // The name of any other stage would be a prefix of every path.
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  // Throttling and access logs guard a public endpoint; this one is on loopback.
  DefaultRouteSettings: unused,
  RouteSettings: unused,
  AccessLogSettings: unused,
  Description: unused,
  Tags: unused,
});

function readAuthorizers(template: LocalTemplate) {
  const authorizers = new Map<string, { authorize: Authorize; tokens: JwtConfiguration }>();
  for (const { logicalId, properties } of template.list('AWS::ApiGatewayV2::Authorizer', authorizerSchema)) {
    const { Issuer: issuer, Audience: audience } = properties.JwtConfiguration;
    const tokens = { issuer, audience };
    authorizers.set(logicalId, { authorize: createAuthorizer(tokens), tokens });
    template.identify(logicalId, logicalId);
  }
  return authorizers;
}

function readIntegrations(template: LocalTemplate, functions: ReadonlyMap<string, LocalFunction>) {
  const integrations = new Map<string, Pick<ApiRoute, 'function' | 'timeoutMs'>>();
  for (const { logicalId, properties } of template.list(
    'AWS::ApiGatewayV2::Integration',
    integrationSchema,
  )) {
    integrations.set(logicalId, {
      function: findFunction(functions, properties.IntegrationUri),
      timeoutMs: properties.TimeoutInMillis,
    });
    template.identify(logicalId, logicalId);
  }
  return integrations;
}

/** The value, to which a reference of the template must lead. */
function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the template has no ${what}`);
  return value;
}

/**
 * Reads the template's HTTP API, with its functions.
 * @throws unless there is exactly one API with the stage `$default`, and on anything in it that isn't
 * emulated
 */
export function readApi(
  template: LocalTemplate,
  functions: ReadonlyMap<string, LocalFunction>,
  url: string,
): Api {
  const [api, ...others] = template.list('AWS::ApiGatewayV2::Api', apiSchema);
  if (!api || others.length > 0) throw new Error('the local runner takes a template of exactly one HTTP API');
  template.identify(api.logicalId, api.logicalId, { ApiEndpoint: url, ApiId: api.logicalId });
  if (template.list('AWS::ApiGatewayV2::Stage', stageSchema).length !== 1) {
    throw new Error(`${api.logicalId} needs exactly one stage`);
  }
  const authorizers = readAuthorizers(template);
  const integrations = readIntegrations(template, functions);
  const routes = template
    .list('AWS::ApiGatewayV2::Route', routeSchema)
    .map(({ logicalId, properties }): ApiRoute => {
      const target = properties.Target.slice('integrations/'.length);
      const guarded = properties.AuthorizationType === 'JWT';
      return {
        routeKey: properties.RouteKey,
        ...required(integrations.get(target), `integration ${target} for ${logicalId}`),
        ...(guarded && {
          authorize: required(authorizers.get(properties.AuthorizerId ?? ''), `authorizer for ${logicalId}`)
            .authorize,
        }),
        scopes: properties.AuthorizationScopes,
      };
    });
  const [authorizer] = authorizers.values();
  return { apiId: api.logicalId, routes, cors: api.properties.CorsConfiguration, tokens: authorizer?.tokens };
}
