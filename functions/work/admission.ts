/** Whether the registry lets the asker of a job do by hand what the job is to do, now. */
import { rejectionRules } from '#rejections';
import { ruleWords } from '../../events/exchange/rule-words.ts';
import { organizationEntity, read } from '../../shared/ledger/entity.ts';
import { grantFor } from '../../shared/ledger/role.ts';
import { isInForce } from '../../shared/parties/organization-key.ts';
import { problems } from '../http/problem.ts';
import { standingOf } from '../ledger/acting.ts';
import type { World } from '../ledger/ledger-world.ts';
import { JOB_ACTIONS, type Job, type JobKind } from './job.ts';
import { JobFault } from './task.ts';

type Asking = Pick<World, 'reads' | 'rootOperator'>;

/** Kinds that change the registry: their commands are signed by whoever has a key. */
const CHANGING: ReadonlySet<JobKind> = new Set<JobKind>(['import-credits']);

/**
 * Whether the commands of such a job would have to be signed: an organization with a key has left nobody else
 * the right to act in its name, and the registry has no key of anybody.
 */
export async function mustSign(
  { reads }: Asking,
  { org, agent }: Pick<Job['asker'], 'org' | 'agent'>,
  kind: JobKind,
): Promise<boolean> {
  if (!CHANGING.has(kind)) return false;
  const signer = organizationEntity(agent ?? org);
  const keys = read(await reads.entities([signer]), signer)?.state.keys ?? [];
  return keys.some(isInForce);
}

/** @throws JobFault where the asker may no longer do it, or has to sign it */
export async function requireAdmitted(world: Asking, { asker, input }: Job): Promise<void> {
  const { org, agent, roles } = asker;
  const { kind } = input;
  for (const action of JOB_ACTIONS[kind]) {
    const grant = grantFor({ sub: asker.sub, org, agent, roles }, action);
    if (!grant) throw new JobFault(problems.forbidden.detail);
    const { refusal } = await standingOf(world, { org, agent, role: grant.role });
    if (refusal) throw new JobFault(ruleWords(rejectionRules()[refusal.rejected], refusal.seen ?? {}));
  }
  if (await mustSign(world, asker, kind)) throw new JobFault(problems['job-cannot-sign'].detail);
}
