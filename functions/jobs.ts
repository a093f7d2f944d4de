/**
 * Lambda: jobs, the work beyond one request. They are asked for, followed and ended here; worker.ts does
 * them.
 */
import * as z from 'zod';
import { toHex, toUtf8 } from '../shared/base/encoding.ts';
import { sha256 } from '../shared/base/sha256.ts';
import type { Language } from '../shared/base/words.ts';
import { accountEntity, organizationEntity } from '../shared/ledger/entity.ts';
import { grantFor, grants, type Identity } from '../shared/ledger/role.ts';
import { requireDocuments } from './documents/require.ts';
import { type Endpoints, endpoint, handlerOf, type Reply, type Request } from './http/endpoint.ts';
import { pager } from './http/pager.ts';
import { Problem } from './http/problem.ts';
import { notFound, requireEntity } from './http/require-entity.ts';
import type { World } from './ledger/ledger-world.ts';
import { KeyReusedError } from './ledger/refused.ts';
import { JobResultView, JobView, jobView } from './views/job.ts';
import { mustSign } from './work/admission.ts';
import { cancel, hasEnded, JOB_ACTIONS, type Job, JobInput, newJob, resume } from './work/job.ts';
import { Jobs } from './work/jobs.ts';
import { theResults } from './work/results.ts';
import { theWork, type Work } from './work/work-table.ts';

/** Jobs that an organization has at most, ended ones too: each goes 30 days after it was asked for. */
const JOBS_MAX = 500;
/** When a client may ask again, s; a running job is written down every two seconds. */
const POLL_SECONDS = 2;
/** A job that somebody else moves at the same time is read again so often. */
const MOVES_MAX = 5;

const JobPath = z.strictObject({ id: z.string().regex(/^j-[0-9a-f]{24}$/, 'j-…') });
type JobRequest<B = unknown> = Request<B, { id: string }>;

const theJobs = () => new Jobs(theWork());

/** The same request under the same key asks for the same job. */
const jobIdOf = (organization: string, key: string): string =>
  `j-${toHex(sha256(toUtf8(`${organization}\n${key}`))).slice(0, 24)}`;

function shown({ version, data }: Work<Job>, language: Language, more: Partial<Reply> = {}): Reply {
  const headers: Record<string, string> = { etag: `"v${version}"`, ...more.headers };
  if (!hasEnded(data)) headers['retry-after'] = String(POLL_SECONDS);
  return { ...more, headers, json: jobView(version, data, language) };
}

async function findJob({ path, identity }: Pick<JobRequest, 'path' | 'identity'>): Promise<Work<Job>> {
  const found = await theJobs().find(identity.org, path.id);
  if (!found) throw notFound(path.id);
  return found;
}

const startJob = endpoint({
  summary: '提交任务（大批量导入、导出） Ask for a job: an import or export beyond one request',
  action: 'job.start',
  changes: true,
  keyed: true,
  body: () => JobInput,
  status: 201,
  reply: JobView,
  run: async (request, world) => {
    const { body: input, identity, language, idempotencyKey, digest } = request;
    const jobs = theJobs();
    const id = jobIdOf(identity.org, idempotencyKey);
    const before = await jobs.find(identity.org, id);
    if (before) return again(before, digest, language);
    await requireGranted(input, identity, world);
    if ((await jobs.count(identity.org, JOBS_MAX)) >= JOBS_MAX)
      throw new Problem('too-many-jobs', [], {}, { max: JOBS_MAX });
    const { sub, org, agent, roles } = identity;
    const job = newJob(
      { id, asker: { sub, org, agent, roles }, language, input, request: digest },
      world.now(),
    );
    if ((await jobs.create(job)) === 'moved') {
      const first = await jobs.find(org, id);
      if (first) return again(first, digest, language);
      const running = await jobs.atWork(job);
      throw new Problem('job-running', [], {}, running === undefined ? undefined : { job: running });
    }
    return shown({ key: { partition: '', name: '' }, version: 1, data: job }, language);
  },
});

/** The answer to a request that came before. */
function again(found: Work<Job>, digest: string, language: Language): Reply {
  if (found.data.request !== digest) throw new KeyReusedError();
  return shown(found, language, { headers: { 'idempotent-replayed': 'true' } });
}

/** Refuses by throwing what the caller may not do by hand either, before anything is kept. */
async function requireGranted(input: JobInput, identity: Identity, world: World): Promise<void> {
  const granted = JOB_ACTIONS[input.kind].map((action) => {
    const grant = grantFor(identity, action);
    if (!grant) throw new Problem('forbidden', [], {}, { roles: Object.keys(grants[action]).join(', ') });
    return grant;
  });
  if (input.kind === 'import-credits') {
    if (await mustSign(world, identity, input.kind)) throw new Problem('job-cannot-sign');
    const named = input.documents.map((document, at) => [`/documents/${at}`, document] as const);
    return requireDocuments(identity.org, named);
  }
  const { organization = identity.org } = input;
  const ownOnly = granted.some(({ scope }) => scope === 'own');
  if (ownOnly && organization !== identity.org)
    throw new Problem('forbidden', [{ pointer: '#/organization', detail: organization }]);
  await requireEntity(world.reads, organizationEntity(organization));
  const account = input.kind === 'export-holdings' ? input.account : undefined;
  if (account === undefined) return;
  const { state } = await requireEntity(world.reads, accountEntity(account));
  if (state.organization !== organization) throw notFound(account, 'account');
}

const readJob = endpoint({
  summary: '查询任务 How far a job has come',
  action: 'job.read',
  path: JobPath,
  status: 200,
  reply: JobView,
  run: async (request) => shown(await findJob(request), request.language),
});

const listJobs = pager({
  summary: '本机构任务列表 The organization’s jobs, newest first',
  action: 'job.read',
  item: JobView,
  page: ({ query: { limit, cursor }, identity }) => theJobs().list(identity.org, limit, cursor),
  view: ({ version, data }, { language }) => jobView(version, data, language),
});

/** Moves a job as `next` says, which refuses by throwing. */
const moving =
  (next: (job: Job, now: Date) => Job) =>
  async (request: JobRequest, world: World): Promise<Reply> => {
    const jobs = theJobs();
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const found = await findJob(request);
      const written = await jobs.move(found, next(found.data, world.now()));
      if (written) return shown(written, request.language);
      const running = hasEnded(found.data) ? await jobs.atWork(found.data) : undefined;
      if (running !== undefined && running !== found.data.id)
        throw new Problem('job-running', [], {}, { job: running });
    }
    throw new Problem('contended');
  };

function cancelled(job: Job, now: Date): Job {
  const moved = cancel(job, now);
  if (!moved) throw new Problem('job-ended');
  return moved;
}

function resumed(job: Job, now: Date): Job {
  const moved = resume(job, now);
  if (!moved) throw new Problem('job-not-failed');
  return moved;
}

const cancelJob = endpoint({
  summary: '取消任务（已办理的仍然有效） Cancel a job: it stops at the next row; what is done stands',
  action: 'job.move',
  changes: true,
  path: JobPath,
  status: 200,
  reply: JobView,
  run: moving(cancelled),
});

const resumeJob = endpoint({
  summary: '继续失败的任务 Resume a failed job where it stopped',
  action: 'job.move',
  changes: true,
  path: JobPath,
  status: 200,
  reply: JobView,
  run: moving(resumed),
});

const readResult = endpoint({
  summary: '取得结果下载地址 Get the addresses to download a job’s result from',
  action: 'job.read',
  path: JobPath,
  status: 200,
  reply: JobResultView,
  run: async (request) => {
    const { data } = await findJob(request);
    if (!hasEnded(data)) throw new Problem('job-not-ended', [], { 'retry-after': String(POLL_SECONDS) });
    const { id, state, files } = data;
    const addressed = files.map(async ({ name, mediaType, key, bytes, sha256: digest }) => {
      const { url, expires } = await theResults().downloadUrl(key, mediaType, `${id}-${name}`);
      return { name, bytes, sha256: digest, url, expires };
    });
    return { json: { job: id, state, files: await Promise.all(addressed) } };
  },
});

export const endpoints: Endpoints = {
  'POST /v1/jobs': startJob,
  'GET /v1/jobs': listJobs,
  'GET /v1/jobs/{id}': readJob,
  'POST /v1/jobs/{id}/cancel': cancelJob,
  'POST /v1/jobs/{id}/resume': resumeJob,
  'GET /v1/jobs/{id}/result': readResult,
};

export const handler = handlerOf(endpoints);
