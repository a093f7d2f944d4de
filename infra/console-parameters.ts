import { CfnParameter, type Stack } from 'aws-cdk-lib';
import type { Documents } from './documents.ts';
import type { Results } from './results.ts';

/** How the console is reached, and what it calls itself at the OpenID provider. */
export interface ConsoleParameters {
  clientId: string;
  scope: string;
  origins: string;
  domain: CfnParameter;
  certificate: CfnParameter;
}

const ORIGIN = 'https://[a-z0-9-]+(\\.[a-z0-9-]+)+(:[0-9]{1,5})?';

/** Adds the parameters of the console to the stack. */
export function consoleParameters(stack: Stack): ConsoleParameters {
  const clientId = new CfnParameter(stack, 'ConsoleClientId', {
    description:
      'The client of the OIDC issuer that the console is: public, with PKCE and the redirect URI <ConsoleUrl>/signed-in',
    allowedPattern: '.+',
    default: 'lvzhang-console',
  });
  const scope = new CfnParameter(stack, 'ConsoleScope', {
    description: 'What the console asks of the OIDC issuer: the scopes, separated by spaces',
    allowedPattern: '.*\\bopenid\\b.*',
    default: 'openid offline_access',
  });
  const origins = new CfnParameter(stack, 'ConsoleOrigins', {
    description:
      "Origins that the console asks at sign-in besides the issuer's own, separated by spaces: that of its token endpoint (token_endpoint in its discovery document), where that is another; empty for none",
    allowedPattern: `(${ORIGIN}( ${ORIGIN})*)?`,
    default: '',
  });
  const domain = new CfnParameter(stack, 'ConsoleDomain', {
    description:
      'A domain of your own for the registry and its console, through CloudFront; empty for none. In China it needs an ICP filing',
    allowedPattern: '|[a-z0-9-]+(\\.[a-z0-9-]+)+',
    default: '',
  });
  const certificate = new CfnParameter(stack, 'ConsoleCertificate', {
    description:
      'The certificate of ConsoleDomain: the ARN of one of ACM in Northern Virginia; in China, the id of a server certificate of IAM',
    default: '',
  });
  return {
    clientId: clientId.valueAsString,
    scope: scope.valueAsString,
    origins: origins.valueAsString,
    domain,
    certificate,
  };
}

/** What the function that answers the page puts into it and its policy. */
export const settingsOfConsole = (
  { issuer, clientId, scope, origins }: ConsoleParameters & { issuer: string },
  documents: Documents,
  results: Results,
): Record<string, string> => ({
  OIDC_ISSUER: issuer,
  CONSOLE_CLIENT_ID: clientId,
  CONSOLE_SCOPE: scope,
  CONSOLE_ORIGINS: origins,
  DOCUMENTS_DOMAIN: documents.bucket.bucketRegionalDomainName,
  RESULTS_DOMAIN: results.bucket.bucketRegionalDomainName,
});
