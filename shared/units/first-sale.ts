/**
 * First sales (一级销售): the developer sells units of its project that have never changed hands. The
 * joint-development agreement divides the income (DOMAIN §2, 分级协商受益). A project without an agreement,
 * such as an imported one, has none to divide.
 */
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entities,
  projectEntity,
  read,
} from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import type { ProjectState } from '../sinks/states.ts';
import type { Movement } from './facts.ts';
import { type Candidate, FOUND_TOO_LITTLE, type Item } from './selection.ts';
import type { TransferState } from './states.ts';

/**
 * The project whose first sale it is to sell these units at a price, if it is one. `entities` holds the
 * seller's account and the moved blocks with their batches and projects. Rejections in order:
 * first-sale-mixed, first-sales-of-several.
 * @throws Error if an entity that it looks at isn't loaded.
 */
export function firstSaleOf(
  entities: Entities,
  from: string,
  items: readonly Movement[],
): Pick<TransferState, 'primary'> | Rejection {
  const seller = required(read(entities, accountEntity(from)), from).organization;
  const projects = new Set<string | undefined>();
  for (const { batch, ranges } of items) {
    const { project } = required(read(entities, batchEntity(batch)), batch);
    const owner = project && required(read(entities, projectEntity(project)), project);
    for (const { from: serial, block = serial } of ranges) {
      const { traded } = required(read(entities, blockEntity(batch, block)), batch);
      projects.add(owner && divides(owner, seller) && !traded ? project : undefined);
    }
  }
  const [project, other] = projects;
  if (projects.size > 1 && projects.has(undefined)) return reject('first-sale-mixed', '/items');
  if (project && other) return reject('first-sales-of-several', '/items', { project, other });
  return project === undefined ? {} : { primary: project };
}

/** Whether the seller is the developer and has agreed to share with others. */
const divides = ({ developer, agreement }: ProjectState, seller: string | undefined): boolean =>
  agreement !== undefined && developer === seller;

/**
 * Units for a priced sale: those never sold come before those bought back, and no sale mixes the two by
 * chance. The choice of serials must not decide whether the parties get their shares. If `candidates` is
 * `partial` (only some of the seller's blocks), too few of the former are refused, and the latter are not
 * looked at yet.
 */
export function selectForSale(
  entities: Entities,
  { from, items, partial }: { from: string; items: readonly Item[]; partial?: boolean | undefined },
  candidates: readonly Candidate[],
  select: (candidates: readonly Candidate[]) => Movement[] | Rejection,
): Movement[] | Rejection {
  const seller = read(entities, accountEntity(from))?.state.organization;
  const shared = new Set(
    items.map(({ batch }) => batch).filter((batch) => isShared(entities, batch, seller)),
  );
  if (shared.size === 0) return select(candidates);
  const isFirst = ({ state: { batch, traded } }: Candidate) => shared.has(batch) && !traded;
  const first = select(candidates.filter(isFirst));
  if (!isRejection(first) || partial || !FOUND_TOO_LITTLE.has(first.rejected)) return first;
  const others = select(candidates.filter((candidate) => !isFirst(candidate)));
  return isRejection(others) ? select(candidates) : others;
}

function isShared(entities: Entities, batch: string, seller: string | undefined): boolean {
  const project = read(entities, batchEntity(batch))?.state.project;
  const owner = project && read(entities, projectEntity(project))?.state;
  return owner ? divides(owner, seller) : false;
}

function required<S>(found: { state: S } | undefined, id: string): S {
  if (!found) throw new Error(`${id} is needed to tell a first sale, and isn't loaded`);
  return found.state;
}
