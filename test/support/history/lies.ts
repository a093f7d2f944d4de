/**
 * Lies about an event: every member of its envelope and facts, told in every other way that looks plausible.
 */

import { addDays } from '../../../shared/base/day.ts';
import { addMonths } from '../../../shared/base/month.ts';
import { LAND_TYPES, PARTY_KINDS } from '../../../shared/land/facts.ts';
import { factSchemas, type RegistryEvent } from '../../../shared/ledger/event.ts';
import { Role } from '../../../shared/ledger/role.ts';
import { METER_KINDS } from '../../../shared/power/facts.ts';
import { CONTRACT_KINDS } from '../../../shared/power/facts-contract.ts';
import { ProvinceCode } from '../../../shared/power/province.ts';
import { ENERGIES, TECHNOLOGIES } from '../../../shared/power/technology.ts';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { REVERSAL_CAUSES } from '../../../shared/sinks/facts-report.ts';
import { methodologies } from '../../../shared/sinks/methodology.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import { CANCELLATION_CAUSES } from '../../../shared/units/facts.ts';
import { InstrumentCode } from '../../../shared/units/instrument.ts';
import { RetirementPurpose } from '../../../shared/units/purpose.ts';
import { madeUpUscc } from '../uscc.ts';

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

interface Lie {
  /** Where, with `*` for any element: `/facts/parties/*​/basisPoints`. */
  path: string;
  /** What it says instead. */
  says: string;
  event: RegistryEvent;
}

/** Words of which a member has one. */
const words: Record<string, readonly string[]> = {
  role: [...Role.options, 'system'],
  roles: Role.options,
  standard: Standard.options,
  instrument: InstrumentCode.options,
  category: CATEGORIES,
  type: LAND_TYPES,
  kind: [...PARTY_KINDS, ...CONTRACT_KINDS, ...METER_KINDS],
  technology: TECHNOLOGIES,
  energy: ENERGIES,
  province: ProvinceCode.options,
  side: ['seller', 'buyer', 'both'],
  conclusion: ['positive', 'negative'],
  treatment: ['adopted', 'partly-adopted', 'not-adopted'],
  cause: [...CANCELLATION_CAUSES, ...REVERSAL_CAUSES, 'ccer'],
  purpose: RetirementPurpose.options,
  methodology: methodologies.map(({ code }) => code),
  banner: ['150430', '150421', '150402'],
  mediaType: ['application/pdf', 'image/png'],
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT/;
const MONTH = /^\d{4}-\d\d$/;
const ID = /^([oapbljmfcd])-[0-9a-f]{20}$/;
const COMMIT = /^[\w-]{43}$/;
const SEAL = /^sha256:/;
const DIGEST = /^[0-9a-f]{64}$/;
const USCC = /^[0-9A-Z]{18}$/;
const DAYS = [-5000, -400, -31, -1, 1, 31, 400, 20_000];
const MONTHS = [-24, -12, -1, 1, 12, 24];
const SECONDS = [-40_000_000, -86_400, -3600, 3600, 86_400, 40 * 86_400];
const UNKNOWN_COMMIT = 'u'.repeat(43);
const FOREIGN_DIGEST = '9'.repeat(64);

/** What a log has to make lies of. */
export class Liar {
  /** All values that a member of that name has somewhere, by the member's name, as JSON. */
  private readonly values = new Map<string, Set<string>>();
  /** By kind of id. */
  private readonly ids = new Map<string, Set<string>>();
  /** By type and place of an object: its members somewhere, with a value. */
  private readonly members = new Map<string, Map<string, Json>>();

  constructor(events: readonly RegistryEvent[]) {
    for (const event of events) this.learn(event as unknown as Json, event.type, '', '');
  }

  private learn(value: Json, type: string, path: string, name: string): void {
    if (typeof value === 'string') this.kindOf(value)?.add(value);
    if (Array.isArray(value)) for (const each of value) this.learn(each, type, `${path}/*`, name);
    else if (typeof value === 'object' && value !== null) {
      const known = getOrMake(this.members, `${type} ${path}`, () => new Map<string, Json>());
      for (const [member, inner] of Object.entries(value)) {
        known.set(member, inner);
        this.learn(inner, type, `${path}/${member}`, member);
      }
    }
    getOrMake(this.values, name, () => new Set<string>()).add(JSON.stringify(value));
  }

  private kindOf(text: string): Set<string> | undefined {
    const kind = ID.exec(text)?.[1];
    return kind === undefined ? undefined : getOrMake(this.ids, kind, () => new Set<string>());
  }

  /**
   * Every lie about the event, one at a time. What it advances isn't among them: that follows from the facts.
   */
  *about(event: RegistryEvent): Generator<Lie> {
    for (const type of Object.keys(factSchemas))
      if (type !== event.type)
        yield { path: '/type', says: `${event.type} → ${type}`, event: { ...event, type } as RegistryEvent };
    for (const member of ['id', 'at', 'by', 'facts', 'sealed'] as const)
      yield* this.within(event, [member], (event as unknown as Record<string, Json>)[member]);
  }

  private *within(event: RegistryEvent, path: (string | number)[], value: Json | undefined): Generator<Lie> {
    const name = String(path.findLast((part) => typeof part === 'string'));
    const isElement = typeof path.at(-1) === 'number';
    const place = path.map((part) => `/${typeof part === 'number' ? '*' : part}`).join('');
    const lie = (says: string, other: Json | undefined): Lie => ({
      path: place,
      says,
      event: replaced(event, path, other),
    });
    if (value === undefined) {
      if (name === 'sealed') yield lie('added', `sha256:${FOREIGN_DIGEST}`);
      return;
    }
    for (const other of this.others(name, value))
      yield lie(`${JSON.stringify(value)} → ${JSON.stringify(other)}`, other);
    if (path.length > 1 || name === 'sealed') {
      if (!isElement) yield lie('dropped', undefined);
    }
    if (Array.isArray(value)) {
      yield* arrayLies(value).map(([says, other]) => lie(says, other));
      for (const index of someIndexes(value)) yield* this.within(event, [...path, index], value[index]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [member, inner] of Object.entries(value))
        yield* this.within(event, [...path, member], inner);
      const known = this.members.get(`${event.type} ${place}`) ?? new Map<string, Json>();
      const could = new Map([...known, ...made(event.type, place)]);
      for (const [member, other] of could)
        if (!(member in value))
          yield {
            path: `${place}/${member}`,
            says: `added ${JSON.stringify(other)}`,
            event: replaced(event, [...path, member], other),
          };
    }
  }

  private *others(name: string, value: Json): Generator<Json> {
    if (typeof value === 'boolean') yield !value;
    if (typeof value === 'number') {
      for (const other of new Set([value - 1, value + 1, 0, 1, value * 2, Math.floor(value / 2)]))
        if (other !== value) yield other;
    }
    if (typeof value === 'string') yield* this.otherTexts(name, value);
    // The whole of it as it is elsewhere.
    if (typeof value === 'object' && value !== null)
      for (const other of [...(this.values.get(name) ?? [])].slice(0, 6)) {
        const parsed: Json = JSON.parse(other);
        if (
          Array.isArray(parsed) === Array.isArray(value) &&
          typeof parsed === 'object' &&
          other !== JSON.stringify(value)
        )
          yield parsed;
      }
  }

  private *otherTexts(name: string, value: string): Generator<string> {
    const others = new Set<string>();
    const kind = ID.exec(value)?.[1];
    if (kind)
      for (const id of [...someOf([...this.ids.get(kind)!]), `${kind}-${'0'.repeat(20)}`]) others.add(id);
    else if (name === 'org')
      for (const id of [...[...this.ids.get('o')!].slice(0, 4), 'operator', 'regulator', 'lvzhang'])
        others.add(id);
    else if (name === 'id') others.add(UNKNOWN_COMMIT).add('A'.repeat(43));
    else if (COMMIT.test(value)) for (const id of [UNKNOWN_COMMIT, ...this.known(name)]) others.add(id);
    else if (TIME.test(value))
      for (const seconds of SECONDS) others.add(new Date(Date.parse(value) + 1000 * seconds).toISOString());
    else if (DAY.test(value)) for (const days of DAYS) others.add(addDays(value, days));
    else if (MONTH.test(value)) for (const months of MONTHS) others.add(addMonths(value, months));
    else if (SEAL.test(value)) others.add(`sha256:${FOREIGN_DIGEST}`);
    else if (DIGEST.test(value))
      for (const digest of [FOREIGN_DIGEST, ...this.known(name)]) others.add(digest);
    else if (USCC.test(value)) for (const uscc of [madeUpUscc(9_999), ...this.known(name)]) others.add(uscc);
    else if (words[name]) for (const word of words[name]) others.add(word);
    else for (const text of ['另一文本', ...this.known(name)]) others.add(text);
    others.delete(value);
    yield* others;
  }

  private known(name: string): string[] {
    return [...(this.values.get(name) ?? [])]
      .map((json) => JSON.parse(json))
      .filter((value) => typeof value === 'string')
      .slice(0, 4);
  }
}

/** Members that no event of the histories has in that place. */
function made(type: string, place: string): [string, Json][] {
  if (place !== '/facts') return [];
  if (type === 'units.issued')
    return [
      ['late', false],
      ['late', true],
    ];
  if (type === 'certificates.frozen')
    return [
      ['more', true],
      ['remaining', 0],
      ['locked', 0],
    ];
  return [];
}

/** At most so many ids of a kind are put in place of one. */
const IDS_MAX = 16;
const someOf = (ids: string[]): string[] =>
  ids.filter((_, index) => index % Math.ceil(ids.length / IDS_MAX) === 0);

/** Of a long list of plain values the first, the middle and the last: the others are like them. */
function someIndexes(value: Json[]): number[] {
  const last = value.length - 1;
  const isLong = last > 5 && value.every((each) => typeof each !== 'object');
  return isLong ? [0, last >> 1, last] : [...value.keys()];
}

function arrayLies(value: Json[]): [string, Json[]][] {
  const lies: [string, Json[]][] = value.length > 0 ? [['emptied', []]] : [];
  for (const index of someIndexes(value)) {
    lies.push([`without ${index}`, value.toSpliced(index, 1)]);
    lies.push([`${index} twice`, value.toSpliced(index, 0, value[index]!)]);
    if (index > 0)
      lies.push([`${index} before`, value.toSpliced(index - 1, 2, value[index]!, value[index - 1]!)]);
  }
  return lies;
}

function replaced(
  event: RegistryEvent,
  path: readonly (string | number)[],
  other: Json | undefined,
): RegistryEvent {
  const copy = structuredClone(event) as RegistryEvent;
  // biome-ignore lint/suspicious/noExplicitAny: a path through any event.
  let at: any = copy;
  for (const part of path.slice(0, -1)) at = at[part];
  if (other === undefined) delete at[path.at(-1)!];
  else at[path.at(-1)!] = other;
  return copy;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const value = make();
  map.set(key, value);
  return value;
}
