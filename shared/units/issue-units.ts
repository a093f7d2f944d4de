/** Issues units of an imported issuance. */
import { chinaDate, yearOf } from '../base/day.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entities,
  organizationEntity,
  projectEntity,
  read,
} from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { cutLanes } from './batch.ts';
import type { ForeignIssuance } from './facts.ts';
import { foreignNames, refuseForeign, refuseIssuedOn } from './foreign-issuance.ts';
import { instrumentOf } from './instrument.ts';
import { refuseProvincial } from './trade.ts';

export interface IssueUnits {
  project: string;
  vintage: number;
  /** In the instrument's base unit. */
  quantity: number;
  /** The account that receives the batch; the developer's own if left out. */
  account?: string | undefined;
  /** How many of these are retired in the registry of origin; only the operator moves them, to record it. */
  retiredElsewhere?: number | undefined;
  /** The number of blocks; several keep many takers from contending for one. */
  lanes: number;
  /** What the other registry says of the issuance. */
  foreign?: ForeignIssuance | undefined;
}

/**
 * Issues units of an imported project. Rejections in order: not-found (project), issuance-needs-verification,
 * vintage-in-future, no-account, not-found (account), buffer-account, provincial-account,
 * more-retired-than-issued, too-many-lanes, then refuseIssuedOn's and refuseForeign's, id-taken.
 */
export function decideIssueUnits(
  entities: Entities,
  command: IssueUnits,
  context: Context,
): Draft<'units.issued'> | Rejection {
  const batch = deriveId('b', context.id);
  const project = read(entities, projectEntity(command.project));
  if (!project) return reject('not-found', undefined, { project: command.project });
  if (project.state.status !== 'imported')
    return reject('issuance-needs-verification', undefined, { status: project.state.status });
  const thisYear = yearOf(chinaDate(context.at));
  if (command.vintage > thisYear)
    return reject('vintage-in-future', '/vintage', { vintage: command.vintage, year: thisYear });
  const developer = read(entities, organizationEntity(project.state.developer));
  const account = command.account ?? developer?.state.account;
  if (!account) return reject('no-account', '/account');
  const receiver = read(entities, accountEntity(account));
  if (!receiver) return reject('not-found', '/account', { account });
  if (receiver.state.buffer) return reject('buffer-account', '/account', { account });
  const provincial = refuseProvincial(entities, account, '/account');
  if (provincial) return provincial;
  const { quantity, retiredElsewhere = 0 } = command;
  const cut = cutLanes(quantity, retiredElsewhere, command.lanes);
  if (isRejection(cut)) return cut;
  const { foreign } = command;
  const impossible = refuseIssuedOn(command, context.at);
  if (impossible) return impossible;
  const instrument = instrumentOf(project.state.standard);
  const known = refuseForeign(entities, project.state, command);
  if (known) return known;
  if (entities.has(batchEntity(batch))) return reject('id-taken');
  return {
    type: 'units.issued',
    facts: {
      batch,
      project: command.project,
      instrument,
      vintage: command.vintage,
      quantity,
      account,
      lanes: cut.starts,
      legacy: project.state.legacy,
      imported: true,
      ...(retiredElsewhere > 0 && { retiredElsewhere }),
      ...(foreign && { foreign }),
    },
    advances: [
      projectEntity(command.project),
      batchEntity(batch),
      ...cut.blocks.map((from) => blockEntity(batch, from)),
      ...foreignNames(command),
    ],
  };
}
