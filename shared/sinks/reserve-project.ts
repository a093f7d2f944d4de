/** The reserve pool (储备库): a project begins with surveyed parcels and a methodology that fits them. */
import { chinaDate } from '../base/day.ts';
import type { ParcelState } from '../land/states.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  type Entities,
  facilityEntity,
  organizationEntity,
  parcelEntity,
  projectEntity,
  read,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { Category } from './category.ts';
import { noMethodologyReason } from './eligibility.ts';
import { type Methodology, methodologyInForce, methodologyOf } from './methodology.ts';
import type { DevelopedStandard } from './standard.ts';

export interface ReserveProject {
  name: string;
  standard: DevelopedStandard;
  methodology: string;
  /** At least one. */
  parcels: readonly string[];
  /** Of a power project: the facility whose generation the reductions come from. */
  facility?: string | undefined;
}

/**
 * Takes a project into the pool. `entities` holds the developer, the facility, the parcels and whatever is at
 * the id. Rejections in order: not-a-registered-developer, methodology-not-in-force, methodology-coastal,
 * facility-missing, facility-unused, not-found (facility, also another owner's or imported), then parcel by
 * parcel parcel-repeated, not-found (also another developer's), parcel-not-surveyed, parcel-type-mismatch,
 * parcel-too-small; id-taken.
 */
export function decideReserveProject(
  entities: Entities,
  command: ReserveProject,
  context: Context,
): Draft<'project.reserved'> | Rejection {
  const { name, standard, parcels } = command;
  const project = deriveId('p', context.id);
  const developer = read(entities, organizationEntity(context.org))?.state;
  if (!developer?.roles.includes('developer')) return reject('not-a-registered-developer');
  const methodology = methodologyInForce(standard, command.methodology, chinaDate(context.at));
  if (!methodology) return notInForce(entities, command);
  if (methodology.coastal)
    return reject('methodology-coastal', '/methodology', { methodology: methodology.code });
  const refused = facilityFault(entities, methodology, command.facility, context);
  if (refused) return refused;
  let areaSquareMetres = 0;
  for (const [index, id] of parcels.entries()) {
    const pointer = `/parcels/${index}`;
    if (parcels.indexOf(id) < index) return reject('parcel-repeated', pointer, { parcel: id });
    const parcel = read(entities, parcelEntity(id))?.state;
    if (parcel?.registrant !== context.org) return reject('not-found', pointer, { parcel: id });
    const unfit = parcelUnfit(parcel, methodology, pointer);
    if (unfit) return unfit;
    areaSquareMetres += parcel.areaSquareMetres;
  }
  if (entities.has(projectEntity(project))) return reject('id-taken');
  const { code, category } = methodology;
  return {
    type: 'project.reserved',
    facts: {
      project,
      name,
      standard,
      methodology: code,
      category,
      developer: context.org,
      parcels: [...parcels],
      areaSquareMetres,
      ...(command.facility !== undefined && { facility: command.facility }),
    },
    advances: [projectEntity(project)],
  };
}

/**
 * Power projects have a facility of the developer's own; other projects have none. An imported facility won't
 * do: another registry issues its certificates, and a freeze here wouldn't stop it.
 */
function facilityFault(
  entities: Entities,
  { power, code }: Methodology,
  facility: string | undefined,
  { org }: Context,
): Rejection | undefined {
  if (facility === undefined) return power && reject('facility-missing', '/facility', { methodology: code });
  if (!power) return reject('facility-unused', '/facility', { methodology: code });
  const plant = read(entities, facilityEntity(facility))?.state;
  if (plant?.owner === org && !plant.origin) return undefined;
  return reject('not-found', '/facility', { facility });
}

/** The reason given: the standard has nothing for such land, or the methodology is another standard's. */
function notInForce(entities: Entities, { standard, methodology, parcels }: ReserveProject): Rejection {
  const known = methodologyOf(methodology);
  const first = read(entities, parcelEntity(parcels[0] ?? ''))?.state;
  const category: Category | undefined = known?.category ?? first?.type;
  const reason =
    (category && noMethodologyReason(standard, category)) ??
    (known && known.standard !== standard ? ofAnotherStandard(known) : undefined);
  const seen = { standard, methodology, ...(reason && { reason: `${reason.en}; ${reason.zh}` }) };
  return reject('methodology-not-in-force', '/methodology', seen);
}

const ofAnotherStandard = ({ code, standard }: Methodology) => ({
  zh: `${code} 是 ${standard} 的方法学`,
  en: `${code} is a methodology of ${standard}`,
});

function parcelUnfit(
  { status, type, areaSquareMetres }: ParcelState,
  { category, parcelSquareMetresMin = 0 }: Methodology,
  pointer: string,
): Rejection | undefined {
  if (status !== 'surveyed') return reject('parcel-not-surveyed', pointer, { status });
  if (type !== category) return reject('parcel-type-mismatch', pointer, { type, category });
  if (areaSquareMetres >= parcelSquareMetresMin) return undefined;
  return reject('parcel-too-small', pointer, {
    areaSquareMetres,
    areaSquareMetresMin: parcelSquareMetresMin,
  });
}
