/**
 * Every HTTP route of the registry, once: the CDK app makes API Gateway routes of it, the handlers find
 * their endpoints in it, the role test walks it, and /openapi.json is generated from it.
 */
/** The Lambda functions that answer routes; functions/<name>.ts is the entry of each. */
export const functionNames = [
  'organizations',
  'documents',
  'projects',
  'agreements',
  'units',
  'evidence',
  'log',
  'docs',
] as const;
export type FunctionName = (typeof functionNames)[number];

export interface Route {
  method: 'GET' | 'POST';
  /** API Gateway path template; `{name+}` is greedy. */
  path: string;
  /** The Lambda function (functions/<name>.ts) that answers it. */
  function: FunctionName;
  /** Public routes need no token; every other one passes the JWT authorizer. */
  public?: true;
}

export const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/organizations', function: 'organizations' },
  { method: 'GET', path: '/v1/organizations', function: 'organizations' },
  { method: 'GET', path: '/v1/organizations/{id}', function: 'organizations' },
  { method: 'POST', path: '/v1/organizations/{id}/identify', function: 'organizations' },
  { method: 'GET', path: '/v1/accounts/{id}/blocks', function: 'organizations' },
  { method: 'GET', path: '/v1/accounts/{id}/holdings', function: 'organizations' },
  { method: 'GET', path: '/v1/accounts/{id}/transfers', function: 'organizations' },
  { method: 'POST', path: '/v1/documents', function: 'documents' },
  { method: 'GET', path: '/v1/documents/{sha256}', function: 'documents' },
  { method: 'POST', path: '/v1/projects/imports', function: 'projects' },
  { method: 'GET', path: '/v1/projects', function: 'projects' },
  { method: 'GET', path: '/v1/projects/{id}', function: 'projects' },
  { method: 'GET', path: '/v1/projects/{id}/batches', function: 'projects' },
  { method: 'POST', path: '/v1/projects/{id}/issuances', function: 'projects' },
  { method: 'POST', path: '/v1/agreements', function: 'agreements' },
  { method: 'GET', path: '/v1/agreements', function: 'agreements' },
  { method: 'GET', path: '/v1/agreements/{id}', function: 'agreements' },
  { method: 'POST', path: '/v1/agreements/{id}/versions', function: 'agreements' },
  { method: 'POST', path: '/v1/agreements/{id}/accept', function: 'agreements' },
  { method: 'POST', path: '/v1/agreements/{id}/decline', function: 'agreements' },
  { method: 'GET', path: '/v1/batches/{id}', function: 'units' },
  { method: 'GET', path: '/v1/batches/{id}/blocks', function: 'units' },
  { method: 'POST', path: '/v1/batches/{id}/subdivide', function: 'units' },
  { method: 'POST', path: '/v1/transfers', function: 'units' },
  { method: 'GET', path: '/v1/transfers/{id}', function: 'units' },
  { method: 'POST', path: '/v1/transfers/{id}/accept', function: 'units' },
  { method: 'POST', path: '/v1/transfers/{id}/reject', function: 'units' },
  { method: 'POST', path: '/v1/transfers/{id}/withdraw', function: 'units' },
  { method: 'POST', path: '/v1/retirements', function: 'units' },
  { method: 'GET', path: '/v1/retirements/{id}', function: 'evidence' },
  { method: 'GET', path: '/v1/retirements/{id}/certificate.json', function: 'evidence' },
  { method: 'GET', path: '/v1/retirements/{id}/proof', function: 'evidence' },
  { method: 'GET', path: '/v1/units/{batch}/{serial}/provenance', function: 'evidence' },
  { method: 'GET', path: '/v1/commits/{id}', function: 'evidence' },
  { method: 'GET', path: '/v1/commits/{id}/proof', function: 'evidence' },
  { method: 'GET', path: '/log/checkpoint', function: 'log', public: true },
  { method: 'GET', path: '/log/vkey', function: 'log', public: true },
  { method: 'GET', path: '/log/tile/{tile+}', function: 'log', public: true },
  { method: 'GET', path: '/openapi.json', function: 'docs', public: true },
  { method: 'GET', path: '/docs', function: 'docs', public: true },
];
