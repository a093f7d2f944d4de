/** Probes of the routes of native projects, and bodies that would do. A project's weeks pass in the past. */
import { vi } from 'vitest';
import { addDays, chinaDate } from '../../../shared/base/day.ts';
import { type Caller, OPERATOR, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import {
  developNativeProject,
  freshSquare,
  type NativeProject,
  publishBody,
  publishNativeProject,
  REGULATOR,
  registerNativeProject,
  registerParcel,
  remoteSquare,
  requestNativeRegistration,
  reserveNativeProject,
  validateNativeProject,
} from './lifecycle.ts';
import type { Make, Probe } from './probe.ts';
import { commentOpenly, openComment } from './public-comments.ts';
import { must, type SmallRegistry } from './small-registry.ts';

/** Long enough ago for the 30 days of comments on a VCS design to be over. */
const PAST_DAYS = 45;

type Step = (api: TestApi, native: NativeProject) => Promise<unknown>;

/** A fresh project that has taken the steps, the first of them some weeks ago. */
async function after(api: TestApi, steps: readonly Step[], methodology = 'VM0047'): Promise<NativeProject> {
  const now = new Date();
  const faked = vi.getMockedSystemTime() !== null || vi.isFakeTimers();
  if (!faked) vi.setSystemTime(addDays(chinaDate(now.toISOString()), -PAST_DAYS));
  try {
    // Who publishes today has land elsewhere.
    const boundary = !faked && steps.includes(publishNativeProject) ? remoteSquare('lately') : undefined;
    const native = await reserveNativeProject(api, {
      standard: 'VCS',
      methodology,
      ...(boundary && { boundary }),
    });
    for (const step of steps) await step(api, native);
    return native;
  } finally {
    if (!faked) vi.useRealTimers();
  }
}

const DEVELOPED: readonly Step[] = [developNativeProject];
const PUBLISHED: readonly Step[] = [...DEVELOPED, publishNativeProject];
const comment: Step = (api, { project, holder }) =>
  must(api, `POST /v1/projects/${project}/comments`, holder.caller, { text: '边界压占草场' });
const COMMENTED: readonly Step[] = [...PUBLISHED, comment];
const commentedOpenly: Step = (api, { project }) => commentOpenly(api, `/v1/projects/${project}`);
const WAITING: readonly Step[] = [...PUBLISHED, commentedOpenly];
const VALIDATED: readonly Step[] = [...PUBLISHED, validateNativeProject];
const REQUESTED: readonly Step[] = [...VALIDATED, requestNativeRegistration];

const move = (verb: string, { project }: NativeProject, body: object, owner?: string): Probe => ({
  request: `POST /v1/projects/${project}/${verb}`,
  body,
  ...(owner !== undefined && { owner }),
});

let codes = 0;
/** The one comment of COMMENTED. */
const TREATED = { treatments: [{ comment: 1, treatment: 'adopted' }] };
const reason = { reason: '示例' };

const moved =
  (verb: string, steps: readonly Step[]): Make =>
  async (_registry, api) =>
    move(verb, await after(api, steps), reason);

const registered: Step = async (api, { project }) => {
  await must(api, `POST /v1/projects/${project}/register`, OPERATOR, { code: `探-${++codes}` });
};
const held: Step = async (api, { project }) => {
  await must(api, `POST /v1/projects/${project}/hold`, OPERATOR, reason);
};
const REGISTERED: readonly Step[] = [...REQUESTED, registered];

export const projectProbes: Record<string, Make> = {
  'POST /v1/projects': async ({ developer, buyer }, api) => ({
    request: 'POST /v1/projects',
    body: await reserveBody(api, { developer, buyer }),
    owner: developer.id,
  }),
  'POST /v1/projects/{id}/develop': async (_registry, api) => {
    const native = await after(api, []);
    return move('develop', native, { agreement: native.agreement }, native.developer.id);
  },
  'POST /v1/projects/{id}/approve': async ({ supervisor = REGULATOR.org }, api) => {
    const native = await after(api, [], 'VM0026');
    return move('approve', native, { document: await storedDocument(supervisor) });
  },
  'POST /v1/projects/{id}/publish': async (_registry, api) => {
    const native = await after(api, DEVELOPED);
    return move('publish', native, await publishBody(native), native.developer.id);
  },
  // Published today: the public may comment now.
  'POST /v1/projects/{id}/comments': async (_registry, api) => {
    const native = await after(api, DEVELOPED);
    await publishNativeProject(api, native);
    return move('comments', native, { text: '边界压占草场' });
  },
  'POST /v1/projects/{id}/comments/{number}/remove': async (_registry, api) =>
    move('comments/1/remove', await after(api, COMMENTED), { order: '赤网信令〔2026〕1号' }),
  'POST /v1/projects/{id}/public-comments': async (_registry, api) => {
    const native = await after(api, DEVELOPED);
    await publishNativeProject(api, native);
    return move('public-comments', native, openComment(native.project));
  },
  'GET /v1/projects/{id}/public-comments': (registry) => ({
    request: `GET /v1/projects/${registry.project}/public-comments`,
  }),
  'GET /v1/projects/{id}/waiting-comments': (registry) => ({
    request: `GET /v1/projects/${registry.project}/waiting-comments`,
  }),
  'POST /v1/projects/{id}/public-comments/{number}/admit': async (_registry, api) => ({
    request: `POST /v1/projects/${(await after(api, WAITING)).project}/public-comments/1/admit`,
  }),
  'POST /v1/projects/{id}/public-comments/{number}/refuse': async (_registry, api) =>
    move('public-comments/1/refuse', await after(api, WAITING), { reason: '与项目无关' }),
  'POST /v1/projects/{id}/treatments': async (_registry, api) => {
    const native = await after(api, COMMENTED);
    return move('treatments', native, TREATED, native.validator.id);
  },
  'GET /v1/projects/{id}/design': async (_registry, api) => ({
    request: `GET /v1/projects/${(await after(api, REGISTERED)).project}/design`,
  }),
  'GET /v1/projects/{id}/comments': (registry) => ({
    request: `GET /v1/projects/${registry.project}/comments`,
  }),
  'POST /v1/projects/{id}/validate': async (_registry, api) => {
    const native = await after(api, COMMENTED);
    return move('validate', native, await validationBody(native), native.validator.id);
  },
  'POST /v1/projects/{id}/request-registration': async (_registry, api) => {
    const native = await after(api, VALIDATED);
    const commitment = await storedDocument(native.developer.id);
    return move('request-registration', native, { commitment }, native.developer.id);
  },
  'POST /v1/projects/{id}/register': async (_registry, api) =>
    move('register', await after(api, REQUESTED), { code: `探-${++codes}` }),
  'POST /v1/projects/{id}/refuse': moved('refuse', REQUESTED),
  'POST /v1/projects/{id}/withdraw': async (_registry, api) => {
    const native = await after(api, []);
    return move('withdraw', native, reason, native.developer.id);
  },
  'POST /v1/projects/{id}/hold': moved('hold', DEVELOPED),
  'POST /v1/projects/{id}/resume': moved('resume', [...DEVELOPED, held]),
  'POST /v1/projects/{id}/deactivate': moved('deactivate', REGISTERED),
  'POST /v1/projects/{id}/deregister': async (_registry, api) =>
    move('deregister', await aCcerProject(api), reason),
};

/** Only CCER deregisters; its working days are those of 2026, wherever the clock is. */
async function aCcerProject(api: TestApi): Promise<NativeProject> {
  const faked = vi.getMockedSystemTime() !== null || vi.isFakeTimers();
  if (!faked) vi.setSystemTime('2026-03-02T02:00:00.000Z');
  try {
    return await registerNativeProject(api, { boundary: remoteSquare('march') });
  } finally {
    if (!faked) vi.useRealTimers();
  }
}

async function reserveBody(api: TestApi, { developer, buyer }: Pick<SmallRegistry, 'developer' | 'buyer'>) {
  const parcel = await registerParcel(api, developer, buyer, { boundary: freshSquare(), type: 'forest' });
  return { name: '造林（示例）', standard: 'VCS', methodology: 'VM0047', parcels: [parcel] };
}

const validationBody = async ({ validator }: NativeProject) => ({
  document: await storedDocument(validator.id),
  conclusion: 'positive',
  treatments: [{ comment: 1, treatment: 'adopted' }],
});

const DOCUMENT_FIELDS = (at: string) =>
  ({
    [at]: 'object',
    [`${at}/sha256`]: 'name',
    [`${at}/mediaType`]: 'name',
    [`${at}/bytes`]: 'count',
  }) as const;

/** Of each route the fields of its body; the rest of the case is its probe's. */
const FIELDS: Record<string, [name: string, fields: BodyCase['fields']]> = {
  '': [
    'reserve',
    {
      '/name': 'text',
      '/standard': 'name',
      '/methodology': 'text',
      '/parcels': 'list',
      '/parcels/0': 'name',
    },
  ],
  '/{id}/develop': ['development', { '/agreement': 'name' }],
  '/{id}/approve': ['approval', DOCUMENT_FIELDS('/document')],
  '/{id}/publish': [
    'publication',
    {
      ...DOCUMENT_FIELDS('/document'),
      '/validator': 'name',
      '/startedOn': 'name',
      '/crediting': 'object',
      '/crediting/from': 'name',
      '/crediting/to': 'name',
      '/legalDuty': 'flag',
      '/underEts': 'flag',
    },
  ],
  '/{id}/comments': ['comment on a design', { '/text': 'text' }],
  '/{id}/comments/{number}/remove': ['removal of a text', { '/order': 'text' }],
  '/{id}/public-comments': [
    'comment of the public on a design',
    { '/text': 'text', '/salt': 'name', '/day': 'name', '/nonce': 'count' },
  ],
  '/{id}/public-comments/{number}/refuse': ['refusal of a comment of the public', { '/reason': 'text' }],
  '/{id}/treatments': [
    'treatments',
    {
      '/treatments': 'list',
      '/treatments/0': 'object',
      '/treatments/0/comment': 'count',
      '/treatments/0/treatment': 'name',
    },
  ],
  '/{id}/validate': [
    'validation',
    {
      ...DOCUMENT_FIELDS('/document'),
      '/conclusion': 'name',
      '/treatments/0': 'object',
      '/treatments/0/comment': 'count',
      '/treatments/0/treatment': 'name',
    },
  ],
  '/{id}/request-registration': ['request for registration', DOCUMENT_FIELDS('/commitment')],
  '/{id}/register': ['registration', { '/code': 'text' }],
  '/{id}/refuse': ['refuse', { '/reason': 'text' }],
  '/{id}/hold': ['hold', { '/reason': 'text' }],
  '/{id}/resume': ['resume', { '/reason': 'text' }],
  '/{id}/deactivate': ['deactivate', { '/reason': 'text' }],
  '/{id}/deregister': ['deregister', { '/reason': 'text' }],
  '/{id}/withdraw': ['withdrawal of a project', { '/reason': 'text' }],
};

export async function projectBodies(api: TestApi, registry: SmallRegistry): Promise<BodyCase[]> {
  const cases: BodyCase[] = [];
  for (const [path, [name, fields]] of Object.entries(FIELDS)) {
    const { request, body = {}, owner } = await projectProbes[`POST /v1/projects${path}`]!(registry, api);
    const role = name === 'validation' || name === 'treatments' ? 'verifier' : 'developer';
    // Only registered organizations comment, and the root operator is named by the deployment.
    const official = ['approval', 'comment on a design'].includes(name) ? REGULATOR : OPERATOR;
    const caller: Caller = owner === undefined ? official : { org: owner, roles: [role] };
    cases.push({ name, request, caller, body, fields });
  }
  return cases;
}
