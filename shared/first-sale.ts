/**
 * First sales (一级销售): the developer sells units of its project that have never changed hands. Their income is what
 * the joint-development agreement divides (DOMAIN §2, 分级协商受益); a project without an agreement, such as an imported
 * one, has none to divide.
 */
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entities,
  projectEntity,
  read,
  type TransferState,
} from './entity.ts';
import type { Movement } from './facts/units.ts';
import { type Rejection, reject } from './rejection.ts';

/**
 * The project whose first sale it is to sell these units at a price, if it is one. `entities` holds the seller's account
 * and the moved blocks with their batches and projects. Rejections in order: first-sale-mixed, first-sales-of-several.
 * @throws Error if an entity that it looks at isn't loaded.
 */
export function firstSaleOf(
  entities: Entities,
  from: string,
  items: readonly Movement[],
): Pick<TransferState, 'primary'> | Rejection {
  const seller = required(read(entities, 'account', accountEntity(from)), from).organization;
  const projects = new Set<string | undefined>();
  for (const { batch, ranges } of items) {
    const { project } = required(read(entities, 'batch', batchEntity(batch)), batch);
    const { developer, agreement } = required(read(entities, 'project', projectEntity(project)), project);
    for (const { from: serial, block = serial } of ranges) {
      const { traded } = required(read(entities, 'block', blockEntity(batch, block)), batch);
      const first = agreement !== undefined && developer === seller && !traded;
      projects.add(first ? project : undefined);
    }
  }
  const [project, other] = projects;
  if (projects.size > 1 && projects.has(undefined)) return reject('first-sale-mixed', '/items');
  if (project && other) return reject('first-sales-of-several', '/items', { project, other });
  return project === undefined ? {} : { primary: project };
}

function required<S>(found: { state: S } | undefined, id: string): S {
  if (!found) throw new Error(`${id} is needed to tell a first sale, and isn't loaded`);
  return found.state;
}
