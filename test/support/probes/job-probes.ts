/** Requests about jobs that succeed. */
import { newJob } from '../../../functions/work/job.ts';
import { Jobs } from '../../../functions/work/jobs.ts';
import { theWork } from '../../../functions/work/work-table.ts';
import type { Make } from './probe.ts';
import type { SmallRegistry } from './small-registry.ts';

let made = 0;

/** A job of the developer that stands as the route wants it. */
async function jobOf({ developer }: SmallRegistry, state: 'waiting' | 'failed' | 'done'): Promise<string> {
  const id = `j-${String(++made).padStart(24, '0')}`;
  const { org, roles } = developer.caller;
  const asker = { sub: 'probe', org, roles };
  const day = '2026-01-01';
  const input = { kind: 'export-entitlements' as const, from: day, to: day };
  const job = newJob({ id, asker, language: 'en', input, request: id }, new Date());
  const jobs = new Jobs(theWork());
  const running = await jobs.atWork(job);
  const other = running === undefined ? undefined : await jobs.find(org, running);
  // One of a kind at a time: the one before ends.
  if (other) await jobs.move(other, { ...other.data, state: 'done' });
  await jobs.create(job);
  const found = await jobs.find(org, id);
  if (state !== 'waiting') await jobs.move(found!, { ...job, state });
  return id;
}

const ofJob =
  (method: 'GET' | 'POST', state: 'waiting' | 'failed' | 'done', rest = ''): Make =>
  async (registry) => ({
    request: `${method} /v1/jobs/${await jobOf(registry, state)}${rest}`,
    owner: registry.developer.id,
  });

export const jobProbes: Record<string, Make> = {
  'POST /v1/jobs': async (registry) => {
    const { id } = registry.developer;
    const jobs = new Jobs(theWork());
    // Whoever asked before has its answer: every organization that may ask has no job at work.
    for (const org of [id, registry.supervisor ?? id])
      for (const { data } of (await jobs.list(org, 500)).items) {
        const found = await jobs.find(org, data.id);
        if (found && (found.data.state === 'waiting' || found.data.state === 'running'))
          await jobs.move(found, { ...found.data, state: 'done' });
      }
    return {
      request: 'POST /v1/jobs',
      body: { kind: 'export-holdings', organization: id, format: 'xlsx' },
      owner: id,
    };
  },
  'GET /v1/jobs/{id}': ofJob('GET', 'waiting'),
  'POST /v1/jobs/{id}/cancel': ofJob('POST', 'waiting', '/cancel'),
  'POST /v1/jobs/{id}/resume': ofJob('POST', 'failed', '/resume'),
  'GET /v1/jobs/{id}/result': ofJob('GET', 'done', '/result'),
};
