/**
 * A park's statement rolls up its members' verified statements of the year with its own lines (DOMAIN §4). A
 * flow between two of them cancels. A statement is rolled up into one other at most, and what it had retired
 * by then counts in the whole as it counts for itself.
 */
import { compare, decimal, type Rational } from '../base/rational.ts';
import { type Entities, parkEntity, read, statementEntity } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { type EnergyPart, figuresOf } from './energy.ts';
import type { Stated } from './facts.ts';
import { cancelledBy, type Flow, type LinesById } from './flow.ts';
import { type Line, type ReadLine, readLines } from './line.ts';
import { refuseMember, rolledMember } from './roll-up-member.ts';
import type { RolledMember, RolledUp } from './rolled-up.ts';
import { addSums, areTooLarge, asFractions, lessSums, statedSums, sumsOf } from './sums.ts';
import { type Computed, computeViews, gridFactorsNamed } from './views.ts';

/** What a park's statement says beside its own lines. */
export interface ParkPart {
  park: string;
  members: readonly { statement: string; version: number }[];
  flows?: readonly Flow[] | undefined;
}

export interface OfPark {
  park?: ParkPart | undefined;
  energy?: EnergyPart | undefined;
  /** The lines of the members' present versions, by statement; each opens the seal of its leaf. */
  memberLines?: ReadonlyMap<string, readonly Line[]> | undefined;
}

/** A statement of its own lines alone, and whose it is. */
interface Own {
  stated: Stated;
  computed: Computed;
  read: readonly ReadLine[];
  organization: string;
  /** The statement that is revised. */
  statement?: string | undefined;
}

/** The coal that a kWh takes: more than its heat is worth, at most what plants once took (GB/T 2589-2008). */
const EQUIVALENT_ABOVE = decimal('0.1229');
const EQUIVALENT_MAX = decimal('0.404');

/**
 * The whole of a park, from its own lines' part; without a park and its energy, that part. Rejections in
 * order: park-part-not-for-organization, equivalent-value-implausible, rolledUp's, statement-empty.
 */
export function wholeOf(entities: Entities, ofPark: OfPark, own: Own): Stated | Rejection {
  const { park, energy, memberLines = [] } = ofPark;
  const { stated } = own;
  if (stated.subject.kind !== 'park' && (park || energy))
    return reject('park-part-not-for-organization', park ? '/park' : '/energy');
  if (energy && !isPlausible(decimal(energy.kgcePerKilowattHour)))
    return reject('equivalent-value-implausible', '/energy/kgcePerKilowattHour', {
      value: energy.kgcePerKilowattHour,
    });
  const members = new Map([...memberLines].map(([statement, lines]) => [statement, requireRead(lines)]));
  const rolled = park ? rolledUp(entities, park, members, own) : NOT_ROLLED;
  if (isRejection(rolled)) return rolled;
  if (own.read.length === 0 && !rolled.park?.members.length) return reject('statement-empty', '/lines');
  const whole: Stated = { ...stated, ...rolled };
  if (!energy) return whole;
  const ofMembers = (park?.members ?? []).map(({ statement }) => members.get(statement) ?? []);
  return { ...whole, energy: figuresOf(energy, [own.read, ...ofMembers]) };
}

const isPlausible = (value: Rational): boolean =>
  compare(value, EQUIVALENT_ABOVE) > 0 && compare(value, EQUIVALENT_MAX) <= 0;

type Rolled = Pick<
  Stated,
  'totals' | 'apart' | 'purchasedKilowattHours' | 'consumedKilowattHours' | 'factors'
> & { park: RolledUp };

const NOT_ROLLED: Partial<Rolled> = {};

/**
 * Rejections in order: not-found (the park), park-not-yours, park-name-differs, park-year-stated, then of
 * each member member-repeated, not-found and refuseMember's, then cancelledBy's, statement-too-large.
 */
function rolledUp(
  entities: Entities,
  { park, members, flows = [] }: ParkPart,
  linesOf: ReadonlyMap<string, readonly ReadLine[]>,
  own: Own,
): Rolled | Rejection {
  const { stated, statement: into } = own;
  const state = read(entities, parkEntity(park))?.state;
  if (!state) return reject('not-found', '/park/park', { id: park });
  if (state.organization !== own.organization) return reject('park-not-yours', '/park/park');
  if (state.name !== stated.subject.name)
    return reject('park-name-differs', '/subject/name', { name: state.name });
  const other = state.years.find(({ year }) => year === stated.year)?.statement;
  if (other !== undefined && other !== into)
    return reject('park-year-stated', '/park/park', { year: stated.year, other });
  let sums = sumsOf(stated);
  const rolled: RolledMember[] = [];
  const lines = new Map<string | undefined, LinesById>([[undefined, byId(own.read, own.computed)]]);
  const factors = new Set(stated.factors);
  for (const [at, { statement, version }] of members.entries()) {
    const pointer = `/park/members/${at}/statement`;
    if (rolled.some((each) => each.statement === statement))
      return reject('member-repeated', pointer, { statement });
    const member = read(entities, statementEntity(statement))?.state;
    if (!member) return reject('not-found', pointer, { id: statement });
    const refused = refuseMember(member, { statement, version, park: state, stated, into });
    if (refused) return { ...refused, pointer };
    rolled.push(rolledMember(statement, member));
    sums = addSums(sums, sumsOf(member.stated));
    for (const factor of member.stated.factors) factors.add(factor);
    const ofMember = linesOf.get(statement) ?? [];
    const computed = computeViews(ofMember, gridFactorsNamed(member.stated.grid));
    lines.set(statement, byId(ofMember, computed));
  }
  const cancelled = cancelledBy(flows, (statement) => lines.get(statement));
  if (isRejection(cancelled)) return cancelled;
  const whole = lessSums(sums, cancelled);
  if (areTooLarge(whole)) return reject('statement-too-large');
  const rolledUpFacts = {
    park,
    members: rolled,
    own: asFractions(sumsOf(stated)),
    ...(flows.length > 0 && { flows: { count: flows.length, cancelled: asFractions(cancelled) } }),
  };
  return { ...statedSums(whole), factors: [...factors].sort(), park: rolledUpFacts };
}

/** @throws Error of lines that could be stated and can't be read: a row of a table is gone */
function requireRead(lines: readonly Line[]): ReadLine[] {
  const read = readLines(lines);
  if (isRejection(read)) throw new Error(`sealed lines can't be read: ${read.rejected}`);
  return read;
}

const byId = (lines: readonly ReadLine[], { lines: computed }: Computed): LinesById =>
  new Map(lines.map((read, at) => [read.line.id, { read, computed: computed[at]! }]));
