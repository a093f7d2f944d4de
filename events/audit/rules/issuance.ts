/** Issuance: a batch of serials 1…n, cut into lanes, of the project's own instrument. */
import { batchEntity, projectEntity } from '../../../shared/entity.ts';
import { instrumentOf } from '../../../shared/instrument.ts';
import type { ProjectState } from '../../../shared/project.ts';
import { checkAccount } from './authority.ts';
import { checkBorn } from './birth.ts';
import type { Rules } from './rule.ts';

export const unitsIssued: Rules<'units.issued'> = (live, { id, facts }, report) => {
  const { batch, instrument, quantity, account, lanes, legacy, imported } = facts;
  checkBorn(live, 'b', batch, id, batchEntity(batch), report);
  const project = live.entities.get(projectEntity(facts.project))?.state as ProjectState | undefined;
  if (!project) report('project-unknown', { project: facts.project });
  else {
    const { standard, status } = project;
    if (instrument !== instrumentOf(standard)) report('instrument-mismatch', { instrument, standard });
    if (legacy !== project.legacy) report('legacy-flag');
    if (imported !== (status === 'imported')) report('imported-flag');
  }
  checkAccount(live, account, report);
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  if (lanes[0] !== 1 || !ascending || (lanes.at(-1) ?? 0) > quantity)
    report('lanes-not-a-partition', { lanes: lanes.join(), quantity });
};
