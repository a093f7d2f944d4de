/**
 * Holds the table and the answers against the books. Every serial, reading, statement and claim that the
 * table has is compared, so a step that changes more than it says is seen at that step.
 */
import type { TableItems } from '../local/memory-table.ts';
import { OPERATOR, type TestApi } from '../probes/api.ts';
import { same } from './attempt.ts';
import type { Books, Cast } from './founding.ts';
import { sameStatement } from './statement-steps.ts';
import { coverageOf } from './statements-book.ts';
import { type Kind, TONNES, type Unit } from './units-book.ts';

interface Row {
  kind: string;
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: a wrong shape of a state fails the comparison.
  state: any;
}

function* rowsOf(items: TableItems): Generator<Row> {
  for (const { entity, state } of items.values())
    if (typeof entity === 'string') {
      const at = entity.indexOf(':');
      yield { kind: entity.slice(0, at), id: entity.slice(at + 1), state };
    }
}

/** After each step: the table has what the books have. */
export function compare(items: TableItems, books: Books): void {
  const units = new Map<string, unknown[]>();
  for (const { kind, id, state } of rowsOf(items)) {
    if (kind === 'block') {
      const all = units.get(state.batch) ?? [];
      units.set(state.batch, all);
      for (let serial = state.from; serial <= state.to; serial++) {
        if (all[serial - 1]) throw new Error(`serial ${serial} of ${state.batch} is in two blocks`);
        all[serial - 1] = state;
      }
    }
    if (kind === 'statement') compareStatement(books, id, state);
    if (kind === 'claim') {
      const { status, version, label, statement } = books.claims.claims.get(id)!;
      const { status: a, version: b, label: c, statement: d } = state;
      same(`claim ${id}`, [a, b, c, d], [status, version, label, statement]);
    }
    if (kind === 'generation') {
      const of = books.meters.of(state.energy, state.month);
      const answered = [
        state.confirmed?.kilowattHours,
        state.pending?.revision,
        state.issued,
        state.delivered,
      ];
      same(`readings of ${id}`, answered, [
        ...[of.confirmed?.kWh, of.pending?.revision, of.issued, of.delivered],
      ]);
    }
  }
  same('batches', [...units.keys()].sort(), [...books.units.batches.keys()].sort());
  for (const [batch, { units: own }] of books.units.batches)
    for (const [at, unit] of own.entries()) compareUnit(`${batch} ${at + 1}`, unit, units.get(batch)![at]);
}

// biome-ignore lint/suspicious/noExplicitAny: a wrong shape of a state fails the comparison.
function compareUnit(serial: string, unit: Unit, state: any): void {
  const { account, status, traded, delivered } = unit;
  const isSame =
    state?.status === status &&
    (status === 'buffer' || state.account === account) &&
    (state.traded ?? false) === traded &&
    state.delivered === delivered;
  if (!isSame) same(`serial ${serial}`, state, unit);
}

// biome-ignore lint/suspicious/noExplicitAny: a wrong shape of a state fails the comparison.
function compareStatement(books: Books, id: string, state: any): void {
  const { status, version, green, retired, rolledInto, claim } = books.statements.statements.get(id)!;
  same(
    `statement ${id}`,
    [state.status, state.version, state.green, state.retired, state.rolledInto ?? '', state.claim ?? ''],
    [status, version, green, retired, rolledInto ?? '', claim ?? ''],
  );
}

/** At the end of a year: what everybody is answered who asks, and that nothing counts twice. */
export async function compareAnswers(api: TestApi, cast: Cast, books: Books): Promise<void> {
  for (const [account, org] of books.units.owners) {
    const caller = [...cast.works, cast.developer, cast.facility.owner].find(({ id }) => id === org)!.caller;
    const { body } = await api.send(`GET /v1/accounts/${account}/holdings`, { caller });
    const answered = body.items.map((each: Record<string, string | number>) => [
      [each.project ?? each.facility, each.vintage, each.status].join(' '),
      each.quantity,
    ]);
    same(`holdings of ${account}`, Object.fromEntries(answered), holdingsOf(books, account));
  }
  for (const statement of books.statements.statements.values()) {
    const { body } = await api.send(`GET /v1/emission-statements/${statement.id}`, { caller: OPERATOR });
    sameStatement(statement, body);
    same(`counted for ${statement.id}`, countedFor(books, statement.id), [
      statement.retired,
      statement.green,
    ]);
  }
  for (const { id, status, label } of books.claims.claims.values()) {
    const { body } = await api.send(`GET /v1/claims/${id}`);
    same(`claim ${id}`, [body.status, body.label], [status, label]);
  }
  for (const { id } of cast.parks) {
    const { body } = await api.send(`GET /v1/parks/${id}`, { caller: OPERATOR });
    const own = books.parks.stays.filter(({ park }) => park === id);
    const stays = (all: { organization: string; from: string; to?: string }[]) =>
      all.map(({ organization, from, to = '' }) => [organization, from, to]);
    same(`members of ${id}`, stays(body.members), stays(own));
  }
}

function holdingsOf(books: Books, account: string): Record<string, number> {
  const held: Record<string, number> = {};
  for (const { source, vintage, units } of books.units.batches.values())
    for (const { account: of, status } of units) {
      if (of !== account || status === 'buffer') continue;
      const key = `${source} ${vintage} ${status}`;
      held[key] = (held[key] ?? 0) + 1;
    }
  return held;
}

/** Serial by serial: each was retired for one statement at most, so the sums of all are of different ones. */
function countedFor(books: Books, statement: string) {
  const retired = Object.fromEntries(TONNES.map((kind) => [kind, 0])) as Record<Kind, number>;
  const green = { physical: 0, certificate: 0 };
  for (const { kind, units } of books.units.batches.values())
    for (const unit of units.filter((each) => each.statement === statement)) {
      if (kind) retired[kind]++;
      else green[unit.delivered === undefined ? 'certificate' : 'physical']++;
    }
  return [retired, green];
}

/** What the year came to: figures that show whether it was worth its time. */
export function figuresOf({ units, statements, claims }: Books): Record<string, number> {
  const figures: Record<string, number> = {};
  const add = (name: string, times = 1) => {
    figures[name] = (figures[name] ?? 0) + times;
  };
  for (const { status } of claims.claims.values()) add(`claims ${status}`);
  for (const statement of statements.statements.values()) {
    const { rolledInto, retired, green } = statement;
    if (rolledInto !== undefined) add('statements rolled up');
    for (const kind of TONNES) add(`tonnes ${kind}`, retired[kind]);
    add('MWh physical', green.physical);
    add('MWh certificate', green.certificate);
    add('MWh unused', coverageOf(statement).greenMegawattHours.unused);
  }
  for (const { unit, units: all } of units.batches.values())
    for (const { status } of all) add(`${unit === 'MWh' ? 'certificates' : 'credits'} ${status}`);
  return figures;
}
