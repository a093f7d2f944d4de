/** Steps about statements: submitted, revised, verified, returned; bodies suspended and resumed. */
import { type Attempt, type Scene, type Step, same } from './attempt.ts';
import { type Activity, lineOf, text, VIEWS, wholeKilograms } from './emission.ts';
import type { Cast, Works } from './founding.ts';
import type { RollUp } from './parks-book.ts';
import { coverageOf, type Statement, totalsOf, type Version } from './statements-book.ts';

const PATH = '/v1/emission-statements';
const BOUNDARIES = ['全厂', '一厂区', '全 厂'];

/** Thousandths; of diesel some tonnes, of steam some tens of GJ. */
function activityOf({ dice }: Scene, id: string): Activity {
  const what = dice.pick([
    ...(['grid', 'grid', 'grid', 'direct', 'diesel', 'freight', 'lime', 'steam', 'steam'] as const),
    ...(['steam-out', 'own-out', 'own-out', 'grid-out'] as const),
  ]);
  const most = { diesel: 4_000, freight: 3_000, lime: 30_000, steam: 60_000, 'steam-out': 30_000 } as const;
  const milli = BigInt(dice.integer(0, (most as Partial<Record<string, number>>)[what] ?? 30_000_000));
  return { id, what, milli: what === 'grid-out' && dice.chance(0.8) ? milli / 20n : milli };
}

export function linesOf(scene: Scene, least = 1): Activity[] {
  const { dice } = scene;
  const lines = Array.from({ length: dice.integer(least, 3) }, (_, at) => activityOf(scene, `l${at}`));
  if (lines.length > 1 && dice.chance(0.02)) lines[1]!.id = 'l0';
  return lines;
}

export const bodyOf = ({ subject, year, boundary, lines }: Version, roll?: RollUp): object => ({
  ...{ subject, year, province: '15', boundary, lines: lines.map(lineOf) },
  ...(roll && {
    park: {
      park: roll.park,
      members: roll.members,
      flows: roll.flows.map(({ from, to, milli }) => ({ from, to, quantity: text(milli) })),
    },
  }),
});

export const versionOf = (scene: Scene, { name }: Works, year: number, boundary: string): Version => ({
  ...{ subject: { kind: 'organization', name }, year, boundary, lines: linesOf(scene) },
});

/** The answer's views before green power, and its coverage. */
export function sameStatement(statement: Statement, answer: Record<string, unknown>): void {
  const totals = totalsOf(statement.stated);
  const views = answer.views as Record<string, { grossKilograms: number }>;
  for (const view of VIEWS)
    same(`kilograms, ${view}`, views[view]!.grossKilograms, Number(wholeKilograms(totals[view])));
  same('coverage', answer.coverage, coverageOf(statement));
  const { version, status, rolledInto, claim } = statement;
  same(
    'standing',
    [answer.version, answer.status, answer.rolledInto ?? '', answer.claim ?? ''],
    [...[version, status, rolledInto ?? '', claim ?? '']],
  );
}

const rollKind = ({ members, flows }: RollUp, kind: string): string =>
  `${kind}${members.length === 0 ? ', nobody' : flows.length > 0 ? ', with flows' : ''}`;

export function submission(scene: Scene, by: Works, stated: Version, roll?: RollUp): Attempt {
  const { statements, parks } = scene.books;
  const unrolled = roll ? parks.whyNotRolled(by.id, stated, roll) : [];
  return {
    kind: roll ? rollKind(roll, 'roll up') : 'submit',
    request: `POST ${PATH}`,
    caller: by.caller,
    body: bodyOf(stated, roll),
    why: [...statements.whyNotSubmitted(by.id, stated), ...unrolled],
    took: (answer) => {
      statements.submit(answer.id, by.id, roll ? parks.rolled(stated, roll) : stated);
      sameStatement(statements.statements.get(answer.id)!, answer);
    },
  };
}

export function revision(
  scene: Scene,
  by: Works,
  statement: Statement,
  next: { stated: Version; ifMatch: number; roll?: RollUp },
): Attempt {
  const { statements, parks, claims } = scene.books;
  const { stated, ifMatch, roll } = next;
  const park = statement.stated.park?.park;
  const unrolled = roll ? parks.whyNotRolled(by.id, stated, roll, statement.id) : [];
  return {
    kind: roll ? rollKind(roll, 'roll up anew') : 'revise',
    request: `POST ${PATH}/${statement.id}/versions`,
    caller: by.caller,
    body: bodyOf(stated, roll),
    headers: { 'if-match': `"v${ifMatch}"` },
    why: [
      ...statements.whyNotRevised(by.id, statement, ifMatch, stated),
      ...(park !== undefined && park !== roll?.park ? ['park-fixed'] : []),
      ...unrolled,
    ],
    took: (answer) => {
      same('whether a claim was reopened', answer.claimReopened, claims.reopen(statement));
      statements.revise(statement, roll ? parks.rolled(stated, roll) : stated);
      same('version', answer.version, statement.version);
    },
  };
}

/** A year that is stated: mostly the one that is over, and the running one. */
export const yearOf = ({ books, dice }: Scene): number =>
  dice.chance(0.05) ? 2031 : dice.chance(0.25) ? Number(books.today().slice(0, 4)) : dice.pick([2025, 2026]);

export const submit: Step = function* (scene) {
  const { cast, dice } = scene;
  const by = dice.pick(cast.works);
  const stated = versionOf(scene, by, yearOf(scene), dice.pick(BOUNDARIES));
  const roll = { park: cast.parks[0]!.id, members: [], flows: [] };
  yield submission(scene, by, stated, dice.chance(0.03) ? roll : undefined);
};

const pickOf = ({ books, dice }: Scene, wanted: (statement: Statement) => boolean, share: number) => {
  const all = [...books.statements.statements.values()];
  const fit = all.filter(wanted);
  return fit.length > 0 && dice.chance(share) ? dice.pick(fit) : all.length > 0 ? dice.pick(all) : undefined;
};

export const revise: Step = function* (scene) {
  const { cast, dice } = scene;
  // Returned ones, and those on which a claim or a park rests, are the interesting ones.
  const isBusy = ({ status, claim, rolledInto }: Statement) =>
    status === 'returned' || claim !== undefined || rolledInto !== undefined;
  const statement = pickOf(scene, isBusy, 0.5);
  const own = cast.works.find(({ id }) => id === statement?.org);
  if (!statement || !own || (statement.stated.park && dice.chance(0.4))) return;
  const by = dice.chance(0.05) ? dice.pick(cast.works) : own;
  const { year, boundary, subject } = statement.stated;
  const stated = {
    ...versionOf(scene, own, dice.chance(0.04) ? year - 1 : year, boundary),
    ...(dice.chance(0.96) && { subject }),
    ...(dice.chance(0.1) && { boundary: dice.pick(BOUNDARIES) }),
  };
  const ifMatch = dice.chance(0.08) ? statement.version + 1 : statement.version;
  yield revision(scene, by, statement, { stated, ifMatch });
};

const REPORT = { sha256: 'c'.repeat(64), mediaType: 'application/pdf', bytes: 100 };

/** A body that mostly may act. */
function someBody({ cast, books, dice }: Scene): Cast['verifiers'][number] {
  const valid = cast.verifiers.filter(({ id }) => !books.suspended.has(id));
  return dice.pick(valid.length > 0 && dice.chance(0.9) ? valid : cast.verifiers);
}

export function verification(scene: Scene, statement: Statement): Attempt {
  const { statements, suspended } = scene.books;
  const { id, caller } = someBody(scene);
  return {
    kind: 'verify',
    request: `POST ${PATH}/${statement.id}/verify`,
    caller,
    body: { assurance: 'reasonable', report: REPORT },
    why: statements.whyNotVerified(suspended.has(id), statement),
    took: () => {
      statement.status = 'verified';
    },
  };
}

export const conclude: Step = function* (scene) {
  const { books, dice } = scene;
  const isSound = (each: Statement) =>
    each.status === 'submitted' &&
    (dice.chance(0.3) || books.statements.whyNotVerified(false, each).length === 0);
  const statement = pickOf(scene, isSound, 0.9);
  if (!statement) return;
  if (dice.chance(0.8)) {
    yield verification(scene, statement);
    return;
  }
  const body = someBody(scene);
  yield {
    kind: 'return',
    request: `POST ${PATH}/${statement.id}/return`,
    caller: body.caller,
    body: { reason: '缺少凭证' },
    why: books.statements.whyNotConcluded(books.suspended.has(body.id), statement),
    took: () => {
      statement.status = 'returned';
    },
  };
};

export const supervise: Step = function* ({ cast: { verifiers, regulator }, books: { suspended }, dice }) {
  const { id } = dice.chance(0.8) ? verifiers[1]! : verifiers[0]!;
  const ends = suspended.has(id) ? dice.chance(0.95) : dice.chance(0.1);
  yield {
    kind: ends ? 'resume' : 'suspend',
    request: `POST /v1/accreditations/${id}/${ends ? 'resume' : 'suspend'}`,
    caller: regulator,
    body: { reason: '抽查（示例）' },
    why: [
      ...(ends && !suspended.has(id) ? ['accreditation-status'] : []),
      ...(!ends && suspended.has(id) ? ['accreditation-status'] : []),
    ],
    took: () => {
      if (ends) suspended.delete(id);
      else suspended.add(id);
    },
  };
};
