/**
 * Lambda: the worker of jobs. It is rung by the work table's stream when a job waits, works on it for half a
 * minute, and by giving it back rings itself again. Every minute it is swept: jobs whose worker fell silent
 * are taken over.
 */
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { contractEndpoints } from './contracts/contracts.ts';
import { settlementEndpoints } from './contracts/settlements.ts';
import { theDocuments } from './documents/store.ts';
import { evidenceEndpoints } from './evidence/evidence.ts';
import type { Endpoints } from './http/endpoint.ts';
import { gauge } from './metric.ts';
import { mentionEndpoints } from './organizations/mentions.ts';
import { organizationEndpoints } from './organizations/organizations.ts';
import { importEndpoints } from './projects/imports.ts';
import { projectReads } from './projects/read.ts';
import { statementEndpoints } from './statements/statements.ts';
import { batchEndpoints } from './units/batches.ts';
import { incomeEndpoints } from './units/income.ts';
import { retirementEndpoints } from './units/retirements.ts';
import { transferEndpoints } from './units/transfers.ts';
import { requireAdmitted } from './work/admission.ts';
import { beginExport, isExport } from './work/exporting.ts';
import { beginImport } from './work/importing.ts';
import { Jobs, rungBy } from './work/jobs.ts';
import { theResults } from './work/results.ts';
import { type JobWorld, type Outcome, workOn } from './work/run.ts';
import { WithinClient } from './work/within.ts';
import { keysIn, theWork } from './work/work-table.ts';
import { theWorld } from './world.ts';

/** Time on one job, ms: short, so that jobs behind it in the stream wait no longer. */
const CHUNK_MS = 30_000;
/** Work stops so long before Lambda would end it, ms: the last project is read back, the result joined. */
const STOP_BEFORE_MS = 120_000;
/**
 * Stalled jobs taken over by one sweep: as many as the stream rings with, for all share one instance's
 * memory.
 */
const SWEPT_MAX = 4;

/** What jobs ask of the registry, and what stands beside it in the same files. */
export const endpoints: Endpoints = {
  ...organizationEndpoints,
  ...mentionEndpoints,
  ...projectReads,
  ...importEndpoints,
  ...batchEndpoints,
  ...transferEndpoints,
  ...incomeEndpoints,
  ...retirementEndpoints,
  ...evidenceEndpoints,
  ...contractEndpoints,
  ...settlementEndpoints,
  ...statementEndpoints,
};

export async function handler(
  event: DynamoDBStreamEvent | { sweep: true },
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<DynamoDBBatchResponse> {
  const world = jobWorld();
  const isOver = (since: Date) =>
    world.now().getTime() - since.getTime() > CHUNK_MS || context.getRemainingTimeInMillis() < STOP_BEFORE_MS;
  const keys = 'sweep' in event ? await world.jobs.due(SWEPT_MAX) : rungBy(keysIn(event));
  const outcomes = await Promise.all(keys.map((key) => workOn(world, key, isOver)));
  if ('sweep' in event) gauge('JobsStalled', outcomes.filter(tookOver).length, 'Count');
  gauge('JobsFailed', outcomes.filter((outcome) => outcome === 'failed').length, 'Count');
  return { batchItemFailures: [] };
}

/** A job that somebody else has taken since was not stalled. */
const tookOver = (outcome: Outcome): boolean => outcome !== 'left';

function jobWorld(): JobWorld {
  const world = theWorld();
  return {
    jobs: new Jobs(theWork()),
    results: theResults(),
    admit: (job) => requireAdmitted(world, job),
    begin: (job, tools) => (isExport(job.input) ? beginExport(job, tools) : beginImport(job, tools)),
    toolsOf: (job) => ({
      client: new WithinClient(endpoints, job, world.sleep),
      documents: theDocuments(),
    }),
    now: world.now,
    sleep: world.sleep,
  };
}
