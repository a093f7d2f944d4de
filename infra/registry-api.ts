import { Validations } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, type Route, routes } from '../functions/routes.ts';
import { LOG_RETENTION, type RegistryFunction } from './registry-function.ts';

/** Requests per second that the API sustains; beyond that API Gateway answers 429. */
const RATE_PER_SECOND_MAX = 500;
/** Requests that the API takes at once: a trading day's opening, or an auditor fetching tiles in parallel. */
const BURST_MAX = 1000;

/**
 * Requests per second of each route on which anybody may write, and at once: what the public's comments bring
 * of work can't take the registry's capacity from those whom it knows.
 */
const PUBLIC_WRITE_RATE_PER_SECOND_MAX = 5;
const PUBLIC_WRITE_BURST_MAX = 20;

export interface RegistryApiProps {
  functions: Record<FunctionName, RegistryFunction>;
  /** The OIDC issuer's URL, as in the tokens' `iss`. */
  issuer: string;
  /** The tokens' `aud`. */
  audience: string;
}

/** The HTTP API: the routes of functions/routes.ts, all but the public ones behind the JWT authorizer. */
export class RegistryApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: RegistryApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', { apiName: 'lvzhang', createDefaultStage: false });
    const stage = this.addStage();
    this.addRoutes(props, stage);
  }

  private addStage(): CfnStage {
    const log = new LogGroup(this, 'AccessLog', { retention: LOG_RETENTION });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: RATE_PER_SECOND_MAX, burstLimit: BURST_MAX },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogFormat() },
    });
    return stage.node.defaultChild as CfnStage;
  }

  private addRoutes({ functions, issuer, audience }: RegistryApiProps, stage: CfnStage): void {
    const jwt = new HttpJwtAuthorizer('Jwt', issuer, { jwtAudience: [audience] });
    const open = new HttpNoneAuthorizer();
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    for (const route of routes) {
      const integration = integrations.get(route.function) ?? integrate(route.function, functions);
      integrations.set(route.function, integration);
      const added = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration,
        authorizer: route.public ? open : jwt,
      });
      if (!route.public) continue;
      if (route.method === 'POST') throttleApart(stage, route, added);
      for (const resource of added) {
        Validations.of(resource).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: `${route.path} is public by design: it shows what the log publishes anyway, or the description of the API.`,
        });
      }
    }
  }
}

/** HttpStage has no settings per route. */
function throttleApart(stage: CfnStage, { method, path }: Route, added: readonly HttpRoute[]): void {
  stage.routeSettings = Object.assign(stage.routeSettings ?? {}, {
    [`${method} ${path}`]: {
      ThrottlingRateLimit: PUBLIC_WRITE_RATE_PER_SECOND_MAX,
      ThrottlingBurstLimit: PUBLIC_WRITE_BURST_MAX,
    },
  });
  // A stage is refused whose settings name a route that isn't there yet.
  for (const { node } of added) stage.addDependency(node.defaultChild as CfnRoute);
}

function integrate(name: FunctionName, functions: Record<FunctionName, RegistryFunction>) {
  // One permission per function, not per route: a function's resource policy holds 20 KB, and every route of
  // this API that leads to a function belongs to that function.
  return new HttpLambdaIntegration(name, functions[name].lambda, { scopePermissionToRoute: false });
}

/** One JSON object per request: caller, request, outcome, the gateway's reason to refuse. Never the token. */
function accessLogFormat(): AccessLogFormat {
  const fields = {
    requestId: AccessLogField.contextRequestId(),
    requestTime: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    sub: '$context.authorizer.claims.sub',
    org: '$context.authorizer.claims.org',
    routeKey: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    responseBytes: '$context.responseLength',
    latencyMs: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  };
  return AccessLogFormat.custom(JSON.stringify(fields));
}
