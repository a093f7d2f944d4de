/** Calls the real handlers as API Gateway would after its authorizer, without a network between. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../../../functions/http/event.ts';
import type { HttpResponse } from '../../../functions/http/problem.ts';
import { type FunctionName, functionNames, routes } from '../../../functions/routes.ts';
import { commitId, deriveId } from '../../../shared/ledger/decision.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import type { TestSigner } from '../signing.ts';
import { madeUpUscc } from '../uscc.ts';
import { requireListed } from './listed.ts';

export interface Caller {
  org: string;
  roles: Role[];
  /** Of the token; 'test' if left out. */
  sub?: string;
}

export const OPERATOR: Caller = { org: 'lvzhang-operator', roles: ['operator'] };

/**
 * Organizations that tests act for without asking who they are. TestApi registers each before
 * its first request.
 */
const cast = new Map<string, { key: string; roles: Role[] }>();

/** A caller of that name and role, known before there is a registry. */
export function castMember(name: string, roles: Role[]): Caller {
  const key = `test:cast:${name.replaceAll(' ', '-')}`;
  const org = deriveId('o', commitId(OPERATOR.org, key));
  cast.set(org, { key, roles });
  return { org, roles };
}

export interface Call {
  caller?: Caller;
  body?: unknown;
  /** The body as sent, instead of `body`. */
  raw?: string;
  rawIsBase64?: boolean;
  key?: string | null;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects; a wrong shape fails it.
export type Answer = { status: number; headers: Record<string, string>; body: any };

type Handler = (event: HttpEvent, context: Context) => Promise<HttpResponse>;

/** What the console's page is told; the handlers read it when they are asked. */
const OF_CONSOLE = {
  OIDC_ISSUER: 'https://id.lvzhang.test',
  CONSOLE_CLIENT_ID: 'lvzhang-console',
  CONSOLE_SCOPE: 'openid offline_access',
  DOCUMENTS_DOMAIN: 'documents.s3.lvzhang.test',
  RESULTS_DOMAIN: 'results.s3.lvzhang.test',
};

/** Loads the handlers after the environment points at a table. */
export async function loadHandlers(): Promise<Record<FunctionName, Handler>> {
  for (const [name, value] of Object.entries(OF_CONSOLE)) process.env[name] ??= value;
  const modules = functionNames.map(async (name): Promise<[FunctionName, Handler]> => {
    const { handler }: { handler: unknown } = await import(`../../../functions/${name}.ts`);
    return [name, handler as Handler];
  });
  return Object.fromEntries(await Promise.all(modules)) as Record<FunctionName, Handler>;
}

/** A client of the handlers: `send('POST /v1/transfers', {...})`. Path parameters are taken from the path. */
export class TestApi {
  private readonly handlers: Record<FunctionName, Handler>;
  /** Organizations whose requests are signed. */
  readonly signers = new Map<string, TestSigner>();
  private readonly introduced = new Set<string>();
  constructor(handlers: Record<FunctionName, Handler>) {
    this.handlers = handlers;
  }

  /** Registers a member of the cast, unless it is. */
  async introduce({ org }: Caller): Promise<void> {
    const member = cast.get(org);
    if (!member || this.introduced.has(org)) return;
    this.introduced.add(org);
    const { key, roles } = member;
    const uscc = madeUpUscc(CAST_USCC + [...cast.keys()].indexOf(org));
    const body = { name: `示例机构 ${key}`, uscc, roles };
    const { status } = await this.send('POST /v1/organizations', { caller: OPERATOR, key, body });
    if (status !== 201) throw new Error(`${key} can't be registered: ${status}`);
    if (roles.includes('verifier')) await accredit(this, org);
  }

  async send(request: string, call: Call = {}): Promise<Answer> {
    if (call.caller) await this.introduce(call.caller);
    const [method = '', target = ''] = request.split(' ');
    const [path = '', search = ''] = target.split('?');
    const { route, parameters } = matchRoute(method, path);
    const { caller, key = randomUUID() } = call;
    const headers: Record<string, string> = { 'accept-language': 'en', ...call.headers };
    if (call.body !== undefined || call.raw !== undefined) headers['content-type'] ??= 'application/json';
    if (method === 'POST' && key !== null) headers['idempotency-key'] = key;
    const signer = caller && key !== null ? this.signers.get(caller.org) : undefined;
    if (signer && method === 'POST')
      headers['lvzhang-signature'] ??= signer.header(caller!.org, key!, path, call.body);
    const query = Object.fromEntries(new URLSearchParams(search));
    const event = {
      version: '2.0',
      routeKey: `${route.method} ${route.path}`,
      rawPath: path,
      rawQueryString: search,
      headers,
      ...(search && { queryStringParameters: query }),
      pathParameters: parameters,
      body: call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
      isBase64Encoded: call.rawIsBase64 ?? false,
      requestContext: {
        requestId: 'test',
        ...(caller && {
          authorizer: {
            jwt: {
              claims: { sub: caller.sub ?? 'test', org: caller.org, roles: `[${caller.roles.join(' ')}]` },
              scopes: [],
            },
          },
        }),
      },
    } as unknown as HttpEvent;
    const response = await this.handlers[route.function](event, {} as Context);
    const text = response.isBase64Encoded ? Buffer.from(response.body, 'base64') : response.body;
    const json = /json/.test(response.headers['content-type'] ?? '');
    const answer = {
      status: response.statusCode,
      headers: response.headers,
      body: json ? JSON.parse(String(text)) : text,
    };
    // A page tells its refusal in words; the same endpoint's problem is behind it.
    if (answer.status >= 400 && json) requireListed(route, answer.body);
    return answer;
  }
}

const patterns = routes.map((route) => {
  const names: string[] = [];
  const pattern = route.path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    names.push(name);
    return greedy ? '(.+)' : '([^/]+)';
  });
  return {
    route,
    names,
    path: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('(\\.+)', '(.+)')}$`),
  };
});

function matchRoute(method: string, path: string) {
  for (const { route, names, path: pattern } of patterns) {
    if (route.method !== method) continue;
    const match = pattern.exec(path);
    if (!match) continue;
    const parameters = Object.fromEntries(
      names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')]),
    );
    return { route, parameters };
  }
  throw new Error(`no route ${method} ${path}`);
}

/** Far from the numbers that registerOrganization counts through. */
const CAST_USCC = 900_000;
let organizationNumber = 0;
let projectNumber = 0;

/** What accredits a body for everything, at any time that a test is of. */
export const accreditation = (verifier: string) => ({
  verifier,
  standards: Standard.options,
  sectors: CATEGORIES,
  statements: true,
  validity: { from: '2000-01-01', to: '2199-12-31' },
  reference: '示例认可〔2000〕1号',
});

/**
 * Accredits a verification body, so that it may act. The regulator is a new one: what is granted is never
 * before the registration of who grants it, also where the clock was set back in between.
 */
export async function accredit(api: TestApi, verifier: string) {
  const { caller } = await registerOrganization(api, ['regulator'], `示例主管部门${organizationNumber + 1}`);
  const { status, body } = await api.send('POST /v1/accreditations', {
    caller,
    body: accreditation(verifier),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return caller;
}

/** Registers an organization, and accredits a verification body; returns its caller and account. */
export async function registerOrganization(
  api: TestApi,
  roles: Role[] = ['enterprise'],
  name = '示例企业',
  caller = OPERATOR,
) {
  const uscc = madeUpUscc(++organizationNumber);
  const { status, body } = await api.send('POST /v1/organizations', {
    caller,
    body: { name, uscc, roles },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  if (roles.includes('verifier')) await accredit(api, body.id);
  return {
    caller: { org: body.id as string, roles } satisfies Caller,
    id: body.id as string,
    account: body.account as string,
  };
}

/** A developer with a project and one issued batch in its account. */
export async function issueBatch(api: TestApi, quantity: number, lanes = 1, vintage = 2024) {
  const developer = await registerOrganization(api, ['developer'], '示例农投');
  const project = await api.send('POST /v1/projects/imports', {
    caller: OPERATOR,
    body: {
      name: '敖汉旗造林碳汇（示例）',
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      category: 'forest',
      developer: developer.id,
      origin: { source: '示例登记簿', code: `P-${++projectNumber}` },
    },
  });
  const batch = await api.send(`POST /v1/projects/${project.body.id}/issuances`, {
    caller: OPERATOR,
    body: { vintage, quantity, lanes },
  });
  if (batch.status !== 201) throw new Error(JSON.stringify(batch.body));
  return { developer, project: project.body.id as string, batch: batch.body.id as string };
}

/** All blocks of a batch, in serial order. */
export async function blocksOf(api: TestApi, batch: string) {
  const blocks: {
    from: number;
    to: number;
    quantity: number;
    status: string;
    account: string;
    version: number;
  }[] = [];
  let cursor = '';
  do {
    const page = await api.send(`GET /v1/batches/${batch}/blocks?limit=200${cursor && `&cursor=${cursor}`}`, {
      caller: OPERATOR,
    });
    blocks.push(...page.body.items);
    cursor = page.body.next ?? '';
  } while (cursor);
  return blocks;
}
