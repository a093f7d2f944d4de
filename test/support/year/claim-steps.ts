/**
 * Steps about parks and claims: members join and leave, a park rolls them up; claims stand, and are
 * withdrawn.
 */
import { type Attempt, type Scene, type Step, same } from './attempt.ts';
import { LABELS, type MakeClaim } from './claims-book.ts';
import type { Works } from './founding.ts';
import type { Park, RollUp } from './parks-book.ts';
import { linesOf, revision, submission, verification, versionOf } from './statement-steps.ts';
import { coverageOf, type Flow, type Statement, type Version } from './statements-book.ts';

export function* join({ cast, books }: Scene, member: Works, { id: park }: Park, from: string) {
  const path = `POST /v1/parks/${park}`;
  const { parks } = books;
  yield {
    ...{ kind: 'ask to join', request: `${path}/request-membership`, caller: member.caller, body: { from } },
    why: parks.whyNotAsked(member.id, from),
    took: () => parks.asked.set(member.id, { park, from }),
  };
  yield {
    ...{ kind: 'admit', request: `${path}/members`, caller: cast.operator.caller },
    body: { organization: member.id },
    why: parks.whyNotAdmitted(cast.operator.id, park, member.id),
    took: () => parks.admit(member.id),
  };
}

export const leave = (
  { books }: Scene,
  by: Works,
  { park, member, to }: { park: Park; member: Works; to: string },
): Attempt => ({
  kind: 'leave',
  request: `POST /v1/parks/${park.id}/members/${member.id}/leave`,
  caller: by.caller,
  body: { to },
  why: books.parks.whyNotLeft(by.id, park.id, member.id, to),
  took: () => books.parks.leave(park.id, member.id, to),
});

export const members: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const member = dice.pick(cast.works.slice(0, 3));
  const stays = books.parks.stays.filter((stay) => stay.organization === member.id);
  const open = stays.find(({ to }) => to === undefined);
  if (dice.chance(open ? 0.2 : 0.9)) {
    // Mostly into a park that it wasn't in, from the days on that its last stay left.
    const others = cast.parks.filter(({ id }) => stays.every(({ park }) => park !== id));
    const from = `${dice.pick([2025, 2025, 2026])}-${dice.pick(['02', '05', '11'])}-01`;
    yield* join(scene, member, dice.pick(others.length > 0 ? others : cast.parks), from);
    return;
  }
  const park = cast.parks.find(({ id }) => id === open?.park && dice.chance(0.85)) ?? dice.pick(cast.parks);
  const day = dice.pick(['2024-06-30', '2025-03-31', '2025-06-30', '2025-10-31', '2026-04-30']);
  const by = dice.pick([member, member, cast.operator, dice.pick(cast.works)]);
  yield leave(scene, by, { park, member, to: day });
};

/** Members' statements that mostly could be rolled up, each once. */
function rollable({ books, dice }: Scene, park: string, year: number, into?: string): Statement[] {
  const all = [...books.statements.statements.values()].filter(({ id }) => id !== into);
  const fit = all.filter(
    ({ org, stated, status, rolledInto }) =>
      stated.subject.kind === 'organization' &&
      stated.year === year &&
      status === 'verified' &&
      (rolledInto === undefined || rolledInto === into || dice.chance(0.5)) &&
      books.parks.isMember(park, org, year),
  );
  const some = fit.filter(() => dice.chance(0.75)).slice(0, 4);
  const waits = all.filter(({ stated, status }) => stated.year === year && status !== 'verified');
  if (waits.length > 0 && dice.chance(0.1)) some.push(dice.pick(waits));
  if (all.length > 0 && dice.chance(0.15)) some.push(dice.pick(all));
  if (some.length > 0 && dice.chance(0.06)) some.push(some[0]!);
  return some;
}

const isOut = ({ what }: { what: string }) => what.endsWith('out');

/** A flow between two lines that mostly could be its ends. */
function flowsOf({ dice }: Scene, version: Version, of: readonly Statement[]): Flow[] {
  const own = version.lines.map((line) => ({ line, statement: undefined as string | undefined }));
  const theirs = of.flatMap(({ id, stated }) => stated.lines.map((line) => ({ line, statement: id })));
  const all = [...own, ...theirs];
  const flows: Flow[] = [];
  for (let tried = 0; tried < 4; tried++) {
    const from = all.length > 0 ? dice.pick(all) : undefined;
    if (!from || (!isOut(from.line) && !dice.chance(0.15))) continue;
    const heat = from.line.what.startsWith('steam');
    const sinks = all.filter(
      ({ line, statement }) =>
        statement !== from.statement && (heat ? line.what === 'steam' : /^(grid|direct)$/.test(line.what)),
    );
    if (sinks.length === 0) continue;
    const to = dice.pick(sinks);
    const least = from.line.milli < to.line.milli ? from.line.milli : to.line.milli;
    const some = (least * BigInt(dice.integer(1, 40))) / 60n;
    const milli = dice.chance(0.25) ? dice.pick([0n, least + 1n]) : some;
    const end = ({ line, statement }: typeof from) => ({ ...(statement && { statement }), line: line.id });
    flows.push({ from: end(from), to: end(to), milli });
  }
  return flows;
}

/** Whether a body that is accredited would verify it. */
const isSound = ({ books }: Scene, statement: Statement): boolean =>
  books.statements.whyNotVerified(false, statement).length === 0;

/** Members mostly state their year first, and have it verified. */
function* prepare(scene: Scene, park: Park, year: number): Generator<Attempt, void, void> {
  const { cast, books, dice } = scene;
  for (const member of cast.works) {
    if (!books.parks.isMember(park.id, member.id, year)) continue;
    const own = () =>
      [...books.statements.statements.values()].filter(
        ({ org, stated }) => org === member.id && stated.year === year && stated.subject.kind !== 'park',
      );
    if (own().length === 0 && dice.chance(0.8))
      yield submission(scene, member, versionOf(scene, member, year, '全厂'));
    for (const each of own())
      if (each.status === 'submitted' && isSound(scene, each) && dice.chance(0.7))
        yield verification(scene, each);
  }
}

export const rollUp: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const year = dice.pick([2025, 2025, 2026]);
  const joined = cast.parks.filter(({ id }) => books.parks.stays.some((stay) => stay.park === id));
  const park = dice.pick(dice.chance(0.8) && joined.length > 0 ? joined : cast.parks);
  const present = [...books.statements.statements.values()].find(
    ({ stated }) => stated.park?.park === park.id && stated.year === year,
  );
  const by = dice.chance(0.1) ? dice.pick(cast.works) : cast.operator;
  const name = dice.chance(0.08) ? '别的园区' : park.name;
  const kind = dice.chance(0.04) ? ('organization' as const) : ('park' as const);
  const stated: Version = {
    ...{ subject: { kind, name }, year, boundary: '园区', lines: linesOf(scene, dice.chance(0.3) ? 0 : 1) },
  };
  yield* prepare(scene, park, year);
  const of = rollable(scene, park.id, year, present?.id);
  if (dice.chance(0.06)) {
    of.length = 0;
    stated.lines = [];
  } else if (of.length === 0 && dice.chance(0.8)) return;
  const roll: RollUp = {
    park: park.id,
    members: of.map(({ id, version }) => ({
      statement: id,
      version: dice.chance(0.04) ? version + 1 : version,
    })),
    flows: flowsOf(scene, stated, of),
  };
  if (!present || dice.chance(0.08)) yield submission(scene, by, stated, roll);
  else yield revision(scene, by, present, { stated, ifMatch: present.version, roll });
};

export const claim: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const all = [...books.statements.statements.values()];
  const ripe = all.filter(
    (each) =>
      each.status !== 'returned' &&
      [2025, Number(books.today().slice(0, 4)) - 1].includes(each.stated.year) &&
      coverageOf(each).openTonnes === 0 &&
      (books.claims.claims.get(each.claim ?? '')?.status !== 'made' || dice.chance(0.2)),
  );
  const ofParks = ripe.filter(({ stated }) => stated.park);
  const among = ofParks.length > 0 && dice.chance(0.3) ? ofParks : ripe;
  const statement = among.length > 0 && dice.chance(0.8) ? dice.pick(among) : dice.pick(all);
  if (ripe.includes(statement) && isSound(scene, statement) && dice.chance(0.7))
    yield verification(scene, statement);
  const own = cast.works.find(({ id }) => id === statement.org)!;
  const by = dice.chance(0.05) ? dice.pick(cast.works) : own;
  const before = dice.chance(0.8) ? 2025 : statement.stated.year;
  const bases = all.filter(({ org, stated }) => org === own.id && stated.year < before);
  const label = dice.pick(LABELS);
  const command: MakeClaim = {
    statement: statement.id,
    label,
    ...(dice.chance(0.08) && { standard: dice.pick(['PAS 2060', 'ISO 14068-1']) }),
    ...(dice.chance(0.85) && { plan: { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 100 } }),
    ...(bases.length > 0 && dice.chance(0.9) && { baseStatement: dice.pick(bases).id }),
  };
  yield {
    kind: `claim ${label}`,
    request: 'POST /v1/claims',
    caller: by.caller,
    body: command,
    why: books.claims.whyNotClaimed(by.id, command),
    took: (answer) => {
      const { residualKilograms, neededTonnes, retired, greenMegawattHours } = coverageOf(statement);
      const { green, residual, reduction } = answer;
      same(
        'what the claim says',
        { green, residual, retired: answer.retired, reduction },
        {
          green: greenMegawattHours,
          residual: { view: 'market', kilograms: residualKilograms, tonnes: neededTonnes },
          retired,
          reduction: books.claims.reduction(statement, command.baseStatement),
        },
      );
      books.claims.make(answer.id, by.id, command);
    },
  };
};

export const withdraw: Step = function* ({ cast, books, dice }) {
  const all = [...books.claims.claims.values()];
  if (all.length === 0) return;
  const made = dice.pick(all);
  const by = dice.chance(0.08) ? dice.pick(cast.works) : cast.works.find(({ id }) => id === made.org)!;
  yield {
    kind: 'withdraw claim',
    request: `POST /v1/claims/${made.id}/withdraw`,
    caller: by.caller,
    body: { reason: '更正（示例）' },
    why: books.claims.whyNotWithdrawn(by.id, made),
    took: () => books.claims.withdraw(made),
  };
};
