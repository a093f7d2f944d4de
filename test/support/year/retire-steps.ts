/** Steps about what is used up: tonnes and megawatt-hours for a statement, or for something else. */
import { type Attempt, type Scene, type Step, same } from './attempt.ts';
import { PURPOSES, type Retire } from './claims-book.ts';
import type { Works } from './founding.ts';
import { coverageOf, type Statement } from './statements-book.ts';
import { batchOf, buy, itemOf } from './unit-steps.ts';
import { type Batch, type Item, quantityOf, type Range } from './units-book.ts';

/** A statement that its organization may cover, more often one that still needs something. */
function coverable({ books, dice }: Scene): Statement | undefined {
  const all = [...books.statements.statements.values()];
  const open = all.filter(
    (each) => books.today() < `${each.stated.year + 2}` && coverageOf(each).openTonnes > 0,
  );
  const among = dice.chance(0.9) ? open : all;
  return among.length > 0 ? dice.pick(among) : undefined;
}

const attemptOf = ({ books }: Scene, kind: string, by: Works, command: Retire): Attempt => ({
  kind,
  request: 'POST /v1/retirements',
  caller: by.caller,
  body: { ...command, beneficiary: by.name, reason: '抵销（示例）' },
  why: books.claims.whyNotRetired(by.id, command),
  took: ({ serials, covers }: { serials: Range[]; covers?: object }) => {
    const taken = serials.reduce((all, { from, to }) => all + to - from + 1, 0);
    const asked = command.items.reduce((all, item) => all + quantityOf(item), 0);
    same('units retired', taken, asked);
    same('what was covered', covers, books.claims.retire(command, serials));
  },
});

/** Tonnes of several batches, as far as the account has them; more often removals alone. */
function tonnesOf(scene: Scene, account: string, most: number): Item[] {
  const items: Item[] = [];
  let left = most;
  const removals = scene.dice.chance(0.7);
  for (const [batch, { kind }] of scene.books.units.batches) {
    const fits = kind !== undefined && (!removals || kind.startsWith('removal'));
    const held = fits ? scene.books.units.held(account, batch).length : 0;
    if (held === 0 || left === 0 || scene.dice.chance(0.2)) continue;
    items.push({ batch, quantity: Math.min(held, left) });
    left -= Math.min(held, left);
  }
  return items;
}

export const offset: Step = function* (scene) {
  const { cast, dice } = scene;
  const statement = coverable(scene);
  const own = cast.works.find(({ id }) => id === statement?.org);
  if (!statement || !own) return;
  const by = dice.chance(0.06) ? dice.pick(cast.works) : own;
  const { openTonnes } = coverageOf(statement);
  const most = dice.chance(0.1) ? openTonnes + 1 : dice.chance(0.7) ? openTonnes : dice.integer(1, 30);
  for (let times = 0; times < 3; times++) {
    const has = tonnesOf(scene, by.account, most).reduce((sum, item) => sum + quantityOf(item), 0);
    if (has < most && dice.chance(0.7)) yield* buy(scene, by, most - has);
  }
  const items = tonnesOf(scene, by.account, Math.max(1, most));
  if (items.length === 0 || dice.chance(0.15)) {
    const found = batchOf(scene, by.account, ({ unit }) => unit === 'tCO2e');
    if (!found) return;
    items.splice(0, items.length, itemOf(scene, by.account, found[0], Math.max(1, most)));
  }
  const purpose = dice.chance(0.1) && {
    purpose: dice.pick(['voluntary', 'national-ets', 'corporate-offset']),
  };
  yield attemptOf(scene, 'offset', by, {
    ...{ account: by.account, items, statement: statement.id },
    ...purpose,
  });
};

export const green: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const holds = ({ account }: Works) =>
    [...books.units.batches].some(
      ([id, { unit }]) => unit === 'MWh' && books.units.held(account, id).length > 0,
    );
  const holders = cast.works.filter(holds);
  const own = dice.pick(holders.length > 0 ? holders : cast.works);
  const all = [...books.statements.statements.values()];
  const ofOwn = all.filter(({ org, stated }) => org === own.id && stated.year >= 2025);
  const statement =
    dice.chance(0.94) && ofOwn.length > 0 ? dice.pick(ofOwn) : all.length > 0 && dice.pick(all);
  if (!statement) return;
  const { year } = statement.stated;
  const fits = ({ unit, month = '' }: Batch) =>
    unit === 'MWh' && (dice.chance(0.15) || (month < `${year + 1}` && (year < 2026 || month >= '2026')));
  const found = batchOf(scene, own.account, fits);
  if (!found) return;
  const items = [itemOf(scene, own.account, found[0], dice.integer(1, 25))];
  const odd = dice.pick([2024, year - 1, year + 1, year + 1, 2031, 2031]);
  const consumptionYear = dice.chance(0.3) && { consumptionYear: odd };
  const purpose = dice.chance(0.15) && { purpose: dice.pick(Object.keys(PURPOSES)) };
  const command = { account: own.account, items, statement: statement.id };
  yield attemptOf(scene, 'green power', own, { ...command, ...consumptionYear, ...purpose });
};

/** For something else than a statement. */
export const retire: Step = function* (scene) {
  const { cast, dice } = scene;
  const own = dice.pick(cast.works);
  const { units } = scene.books;
  const expired = [...units.batches].filter(([, batch]) => units.isExpired(batch));
  const found = expired.length > 0 && dice.chance(0.15) ? dice.pick(expired) : batchOf(scene, own.account);
  if (!found) return;
  const { unit, month } = found[1];
  const items = [itemOf(scene, own.account, found[0], dice.integer(1, 6))];
  // The same serials once more, or something of the other unit.
  const [first] = items;
  if (dice.chance(0.8) && 'from' in first!) items.push({ ...first });
  const other = dice.chance(0.2) ? batchOf(scene, own.account, (batch) => batch.unit !== unit) : undefined;
  if (other) items.push({ batch: other[0], quantity: 1 });
  const year = month === undefined ? {} : { consumptionYear: Number(month.slice(0, 4)) };
  const sound = unit === 'MWh' ? { purpose: 'product-footprint', ...year } : {};
  const odd = {
    ...(dice.chance(0.5) && { purpose: dice.pick(Object.keys(PURPOSES)) }),
    ...(dice.chance(0.6) && { consumptionYear: dice.pick([2024, 2025, 2026, 2031]) }),
  };
  const how = dice.chance(0.6) ? sound : odd;
  yield attemptOf(scene, 'retire', own, { account: own.account, items, ...how });
};
