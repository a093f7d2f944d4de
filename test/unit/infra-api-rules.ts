import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect } from 'vitest';
import { routes } from '../../functions/routes.ts';
import {
  logicalIdIn,
  ownerOf,
  type Properties,
  type Rule,
  resource,
  resourcesOf,
  type TemplateJson,
} from './infra-template.ts';

const routesIn = (template: TemplateJson): Properties[] =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);

const guarded = (template: TemplateJson): Properties =>
  routesIn(template).find(({ AuthorizationType }) => AuthorizationType === 'JWT')!;

/** The function that a route leads to: its target is `integrations/<integration>`. */
function answererOf(template: TemplateJson, route: Properties): string {
  const [, [prefix, integration]] = (route.Target as { 'Fn::Join': [string, [string, unknown]] })['Fn::Join'];
  expect(prefix).toBe('integrations/');
  return ownerOf(template.Resources[logicalIdIn(integration)]!.Properties.IntegrationUri);
}

const stageResource = (template: TemplateJson) => resource(template, 'AWS::ApiGatewayV2::Stage');
const stage = (template: TemplateJson) => stageResource(template).Properties;

export const apiRules: Rule[] = [
  {
    says: 'has every route of functions/routes.ts and no other, each leading to its function',
    holds: (template) => {
      const found = routesIn(template).map((route) => `${route.RouteKey} → ${answererOf(template, route)}`);
      const expected = routes.map((route) => `${route.method} ${route.path} → ${route.function}`);
      expect(found.sort()).toEqual(expected.sort());
    },
    broken: {
      'a missing route': (template) => {
        delete template.Resources[resourcesOf(template, 'AWS::ApiGatewayV2::Route')[0]![0]];
      },
      'a catch-all': (template) => {
        routesIn(template)[0]!.RouteKey = '$default';
      },
      'a route to another function': (template) => {
        const all = routesIn(template);
        all[0]!.Target = all.at(-1)!.Target;
      },
    },
  },
  {
    says: 'puts every route that is not public behind the JWT authorizer',
    holds: (template) => {
      const open = new Set(
        routes.filter((route) => route.public).map((route) => `${route.method} ${route.path}`),
      );
      const [[authorizer]] = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer') as [[string, unknown]];
      for (const route of routesIn(template)) {
        const isOpen = open.has(String(route.RouteKey));
        expect(route.AuthorizationType, String(route.RouteKey)).toBe(isOpen ? 'NONE' : 'JWT');
        expect(route.AuthorizerId).toEqual(isOpen ? undefined : { Ref: authorizer });
      }
    },
    broken: {
      'an open route': (template) => {
        guarded(template).AuthorizationType = 'NONE';
      },
      'a route with no authorization at all': (template) => {
        guarded(template).AuthorizationType = undefined;
      },
      'a route with no authorizer': (template) => {
        guarded(template).AuthorizerId = undefined;
      },
    },
  },
  {
    says: 'takes issuer and audience of the tokens, name and witnesses of the log, from its parameters',
    holds: (template) => {
      const parameters = [
        ...['ConsoleCertificate', 'ConsoleClientId', 'ConsoleDomain', 'ConsoleOrigins', 'ConsoleScope'],
        ...['LogOrigin', 'OidcAudience', 'OidcIssuer', 'RootOperator', 'Witnesses'],
      ];
      expect(Object.keys(template.Parameters).sort()).toEqual(parameters);
      expect(template.Parameters.Witnesses?.Default).toBe('');
      expect(template.Parameters.OidcAudience?.Default).toBe('lvzhang');
      Template.fromJSON(template).hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: [{ Ref: 'OidcAudience' }], Issuer: { Ref: 'OidcIssuer' } },
      });
      expect(Object.keys(template.Outputs)).toContain('ApiUrl');
    },
    broken: {
      'a fixed issuer': (template) => {
        const authorizer = resource(template, 'AWS::ApiGatewayV2::Authorizer');
        authorizer.Properties.JwtConfiguration = { Audience: [{ Ref: 'OidcAudience' }], Issuer: 'https://x' };
      },
      'a registry that needs witnesses': (template) => {
        delete template.Parameters.Witnesses?.Default;
      },
      'a lookup in the account': (template) => {
        template.Parameters.Vpc = { Type: 'AWS::SSM::Parameter::Value<String>' };
      },
    },
  },
  {
    says: 'throttles, and logs every access as JSON without the token',
    holds: (template) => {
      Template.fromJSON(template).hasResourceProperties('AWS::ApiGatewayV2::Stage', {
        StageName: '$default',
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 },
        AccessLogSettings: { DestinationArn: Match.anyValue() },
      });
      const { Format } = stage(template).AccessLogSettings as { Format: string };
      expect(Object.keys(JSON.parse(Format))).toContain('requestId');
      expect(Format.toLowerCase()).not.toContain('authorization');
    },
    broken: {
      'no throttling': (template) => {
        stage(template).DefaultRouteSettings = {};
      },
      'no access log': (template) => {
        stage(template).AccessLogSettings = { Format: '{"requestId":"$context.requestId"}' };
      },
      'a logged token': (template) => {
        const settings = stage(template).AccessLogSettings as Properties;
        settings.Format = '{"requestId":"1","t":"$context.request.header.Authorization"}';
      },
    },
  },
  {
    says: 'throttles more narrowly where anybody may write',
    holds: (template) => {
      const open = routes.filter((route) => route.public && route.method === 'POST');
      const settings = stage(template).RouteSettings as Record<string, Properties>;
      expect(Object.keys(settings).sort()).toEqual(open.map((route) => `POST ${route.path}`).sort());
      for (const setting of Object.values(settings))
        expect(setting).toEqual({ ThrottlingBurstLimit: 20, ThrottlingRateLimit: 5 });
    },
    broken: {
      'no narrower limit': (template) => {
        stage(template).RouteSettings = {};
      },
      'a limit on another route': (template) => {
        const settings = stage(template).RouteSettings as Record<string, Properties>;
        const [[key, setting]] = Object.entries(settings) as [[string, Properties]];
        delete settings[key];
        settings['POST /v1/projects/{id}/comments'] = setting;
      },
      'a wide limit': (template) => {
        const settings = stage(template).RouteSettings as Record<string, Properties>;
        Object.values(settings)[0]!.ThrottlingRateLimit = 500;
      },
    },
  },
  {
    // API Gateway refuses a stage whose settings name a route that isn't there: the first deployment would
    // fail.
    says: 'makes the stage after the routes that its settings name',
    holds: (template) => {
      const named = Object.keys(stage(template).RouteSettings as object);
      const { DependsOn = [] } = stageResource(template);
      const before = DependsOn.map((id) => template.Resources[id]!.Properties.RouteKey);
      expect(before).toEqual(expect.arrayContaining(named));
    },
    broken: {
      'a stage that waits for no route': (template) => {
        delete stageResource(template).DependsOn;
      },
      'a stage that waits for all of them but one': (template) => {
        stageResource(template).DependsOn!.pop();
      },
    },
  },
  {
    says: 'hands the functions’ answers on as they are, security headers among them',
    holds: (template) => {
      for (const [id, { Properties }] of resourcesOf(template, 'AWS::ApiGatewayV2::Integration')) {
        expect(Properties.IntegrationType, id).toBe('AWS_PROXY');
        expect(Properties, id).not.toHaveProperty('ResponseParameters');
      }
    },
    broken: {
      'a header taken off': (template) => {
        const integration = resourcesOf(template, 'AWS::ApiGatewayV2::Integration')[0]![1];
        integration.Properties.ResponseParameters = {
          '200': {
            ResponseParameters: [{ Destination: 'remove:header.x-content-type-options', Source: "''" }],
          },
        };
      },
    },
  },
];
