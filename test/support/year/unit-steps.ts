/** Steps about units: issued, offered, sold, and the income of a first sale divided. */
import { OPERATOR } from '../probes/api.ts';
import type { Member } from '../probes/lifecycle.ts';
import { type Attempt, type Scene, type Step, same } from './attempt.ts';
import type { Books, Works } from './founding.ts';
import type { Batch, Item, Range, Transfer } from './units-book.ts';

/** Of an imported project, directly. */
export const issue: Step = function* ({ cast: { imported, native, developer }, books, dice }) {
  const direct = dice.chance(0.05);
  const { project, kind } = direct
    ? { project: native.project, kind: 'removalLocal' as const }
    : imported[dice.chance(0.75) ? 0 : 1]!;
  const quantity = dice.integer(1, 60);
  const lanes = dice.chance(0.1) ? quantity + 1 : dice.integer(1, Math.min(3, quantity));
  const vintage = dice.chance(0.1) ? 2031 : dice.integer(2021, 2025);
  const serial = `Y${books.units.batches.size}`;
  yield {
    kind: 'issue',
    request: `POST /v1/projects/${project}/issuances`,
    caller: OPERATOR,
    body: { vintage, quantity, lanes, foreign: { serial } },
    why: [
      ...(direct ? ['issuance-needs-verification'] : []),
      ...(vintage > 2030 ? ['vintage-in-future'] : []),
      ...(lanes > quantity ? ['too-many-lanes'] : []),
    ],
    took: ({ id }) =>
      books.units.issue(id, { unit: 'tCO2e', source: project, vintage, kind }, developer.account, quantity),
  };
};

/** Months of 2021 on, each monitored once. */
const monitored = (number: number) => {
  const [year, month] = [2022 + Math.floor(number / 12), (number % 12) + 1];
  const two = String(month).padStart(2, '0');
  return { year, period: { from: `${year}-${two}-01`, to: `${year}-${two}-28` } };
};

/** Of the project registered here: a month's report, verified and issued, a part of it to the buffer. */
export const report: Step = function* ({ cast: { native }, books, dice }) {
  const { developer, verifier2, project } = native;
  const { year: vintage, period } = monitored(books.reported++);
  const kilograms = dice.integer(1000, 45_999);
  const amounts = [{ vintage, kilograms }];
  const riskBasisPoints = dice.integer(1, 30) * 100;
  const tonnes = (kilograms - (kilograms % 1000)) / 1000;
  const document = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 100 };
  let id = '';
  const path = () => `POST /v1/monitoring-reports/${id}`;
  const by = { caller: developer.caller, why: [] };
  yield {
    ...{ kind: 'report', request: `POST /v1/projects/${project}/monitoring-reports`, ...by },
    body: { period, amounts, document },
    took: (answer) => {
      id = answer.id;
    },
  };
  const verified = { document, amounts, treatments: [], riskBasisPoints };
  yield {
    ...{ kind: 'report', request: `${path()}/verify`, caller: verifier2.caller, why: [], body: verified },
  };
  const quantities = [{ vintage, tonnes }];
  yield { ...{ kind: 'report', request: `${path()}/request-issuance`, ...by, body: { quantities } } };
  yield {
    ...{ kind: 'report', request: `${path()}/issue`, caller: OPERATOR, why: [], body: { vintage } },
    took: ({ id: batch }) => {
      const buffer = Math.ceil((tonnes * riskBasisPoints) / 10_000);
      const of = { unit: 'tCO2e', source: project, vintage, kind: 'removalLocal', shared: true } as const;
      books.units.issue(batch, of, developer.account, tonnes, buffer);
    },
  };
};

/** A batch that the account holds some of; where it holds none, seldom any other. */
export function batchOf(
  { books: { units }, dice }: Scene,
  account: string,
  wanted?: (batch: Batch) => boolean,
) {
  const all = [...units.batches].filter(([, batch]) => !wanted || wanted(batch));
  const held = all.filter(([id]) => units.held(account, id).length > 0);
  const from = held.length > 0 || !dice.chance(0.1) ? held : all;
  return from.length > 0 ? dice.pick(from) : undefined;
}

/** Some of a batch by quantity, or by serials, that are not always the account's. */
export function itemOf({ books: { units }, dice }: Scene, account: string, id: string, most: number): Item {
  const held = units.held(account, id);
  const wanted = Math.max(1, Math.min(most, held.length));
  const { units: all } = units.batches.get(id)!;
  if (dice.chance(0.7)) return { batch: id, quantity: dice.chance(0.08) ? wanted + 1 : wanted };
  const first = held.length > 0 && dice.chance(0.7) ? all.indexOf(held[0]!) + 1 : dice.integer(1, all.length);
  return { batch: id, from: first, to: Math.min(all.length, first + wanted - 1) };
}

export const offer: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const { developer, works, facility } = cast;
  const seller = dice.pick([developer, developer, facility.owner, facility.owner, ...works]);
  const mayBeSold = ({ energy }: Batch) => energy !== 'self-use' || dice.chance(0.25);
  const found = batchOf(scene, seller.account, mayBeSold);
  if (!found) return;
  const [id, batch] = found;
  const by = dice.chance(0.04) ? dice.pick(works) : seller;
  const to = dice.chance(0.05) ? seller : dice.pick(works.filter((each) => each !== seller));
  const items = [itemOf(scene, seller.account, id, dice.integer(1, 45))];
  const fen =
    seller === developer && dice.chance(batch.shared ? 0.9 : 0.3) ? dice.integer(1, 999_999) : undefined;
  yield {
    kind: 'offer',
    request: 'POST /v1/transfers',
    caller: by.caller,
    body: { from: seller.account, to: to.account, items, ...(fen !== undefined && { price: { fen } }) },
    why: books.units.whyNotOffered(by.id, seller.account, to.account, items),
    took: ({ id: transfer, serials }: { id: string; serials: Range[] }) => {
      const primary = fen !== undefined && batch.shared === true;
      const sides = { from: seller.account, to: to.account };
      offered(books, { id: transfer, ...sides, serials, primary, ...(fen !== undefined && { fen }) });
    },
  };
};

function offered({ units }: Books, transfer: Omit<Transfer, 'status'>): Transfer {
  units.take(transfer.from, transfer.serials, (unit) => {
    unit.status = 'offered';
  });
  const made = { ...transfer, status: 'offered' } as const;
  units.transfers.set(transfer.id, made);
  return units.transfers.get(transfer.id)!;
}

const endOf = ({ units }: Books, transfer: Transfer, end: End, by: Member): Attempt => ({
  kind: end,
  request: `POST /v1/transfers/${transfer.id}/${end}`,
  caller: by.caller,
  why: units.whyNotEnded(by.id, transfer, end),
  took: ({ serials }) => {
    same('serials that were offered', serials, transfer.serials);
    units.end(transfer, end);
  },
});
type End = 'accept' | 'reject' | 'withdraw';

export const answer: Step = function* ({ cast, books, dice }) {
  const all = [...books.units.transfers.values()];
  const open = all.filter(({ status }) => status === 'offered');
  const among = dice.chance(0.93) ? open : all;
  if (among.length === 0) return;
  const transfer = dice.pick(among);
  const end = dice.pick(['accept', 'accept', 'accept', 'accept', 'reject', 'withdraw'] as const);
  const account = end === 'withdraw' ? transfer.from : transfer.to;
  const members = [...cast.works, cast.developer, cast.facility.owner];
  const right = members.find((member) => member.account === account)!;
  const by = dice.chance(0.05) ? dice.pick(members) : right;
  yield endOf(books, transfer, end, by);
};

/** The income of a first sale is divided: half to the developer, half to the holder of the land. */
export const divide: Step = function* ({ cast: { native, developer, works }, books, dice }) {
  const all = [...books.units.transfers.values()];
  const due = all.filter(({ primary, status, divided }) => primary && status === 'accepted' && !divided);
  const among = dice.chance(0.8) ? due : all;
  if (among.length === 0) return;
  const sale = dice.pick(among);
  const by = dice.chance(0.05) ? works[0]! : developer;
  const settledOn = dice.chance(0.6) ? books.today() : dice.pick(['2025-01-01', '2031-01-01']);
  const { fen = 0, acceptedOn = '' } = sale;
  yield {
    kind: 'divide',
    request: `POST /v1/transfers/${sale.id}/settle`,
    caller: by.caller,
    body: { settledOn },
    why: [
      // Only a developer divides, and here there is one.
      ...(by === developer ? [] : ['forbidden']),
      ...(books.units.owners.get(sale.from) === by.id ? [] : ['not-yours']),
      ...whyNotDivided(sale, settledOn, books.today()),
    ],
    took: ({ fen: whole, parts }: { fen: number; parts: { organization: string; fen: number }[] }) => {
      same('income', whole, fen);
      // The odd fen goes to the id that comes first.
      const [first, second] = [developer.id, native.holder.id].sort();
      const expected = { [first!]: Math.ceil(fen / 2), [second!]: Math.floor(fen / 2) };
      same('parts', Object.fromEntries(parts.map((part) => [part.organization, part.fen])), expected);
      if (acceptedOn === '') throw new Error('divided before it was accepted');
      sale.divided = true;
    },
  };
};

function whyNotDivided(sale: Transfer, settledOn: string, today: string): string[] {
  return [
    ...(sale.status === 'accepted' ? [] : ['transfer-not-accepted']),
    ...(sale.primary ? [] : ['no-first-sale']),
    ...(sale.divided ? ['income-already-divided'] : []),
    ...(settledOn < (sale.acceptedOn ?? '') ? ['settled-before-acceptance'] : []),
    ...(settledOn > today ? ['settled-in-future'] : []),
  ];
}

/** What is missing is bought from the developer and accepted at once. */
export function* buy({ cast, books, dice }: Scene, by: Works, most: number): Generator<Attempt, void, void> {
  const { account, caller, id } = cast.developer;
  const stock = [...books.units.batches.keys()].filter(
    (batch) => books.units.held(account, batch).length > 0,
  );
  if (stock.length === 0) return;
  const isRemoval = (batch: string) => books.units.batches.get(batch)!.kind?.startsWith('removal');
  const removals = stock.filter(isRemoval);
  const batch = dice.pick(removals.length > 0 && dice.chance(0.85) ? removals : stock);
  const items = [{ batch, quantity: Math.min(most, books.units.held(account, batch).length) }];
  const sold: { transfer?: Transfer } = {};
  const isPrimary = books.units.batches.get(batch)!.shared === true && dice.chance(0.4);
  const fen = isPrimary ? dice.integer(1, 999_999) : undefined;
  const body = { from: account, to: by.account, items, ...(isPrimary && { price: { fen } }) };
  yield {
    ...{ kind: 'offer', request: 'POST /v1/transfers', caller, body },
    why: books.units.whyNotOffered(id, account, by.account, items),
    took: ({ id: transfer, serials }) => {
      const sides = { from: account, to: by.account };
      const price = fen !== undefined && { fen };
      sold.transfer = offered(books, { id: transfer, ...sides, serials, primary: isPrimary, ...price });
    },
  };
  if (!sold.transfer) return;
  yield endOf(books, sold.transfer, 'accept', by);
}
