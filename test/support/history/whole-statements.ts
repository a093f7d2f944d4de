/**
 * Statements and claims in the whole history of power: two years, certificates of both ways, credits, a
 * claim.
 */
import { batchEntity, blockEntity, read } from '../../../shared/ledger/entity.ts';
import { drawnRowName } from '../../../shared/statements/draw.ts';
import { someDocument } from '../states/native.ts';
import { deliverDataset, rowOf } from './dataset-steps.ts';
import { disclose } from './disclosure-steps.ts';
import { as, type History } from './history.ts';
import { registerKey } from './key-steps.ts';
import {
  makeClaim,
  powerLine,
  returnStatement,
  reviseStatement,
  statementOf,
  submitStatement,
  verifyStatement,
  withdrawClaim,
} from './statement-steps.ts';
import { accountOf } from './whole-units.ts';

type Named = ReturnType<History['organization']>;

export interface Stating {
  h: History;
  /** Holds certificates that came with their power. */
  steel: Named;
  /** Developer of the credits. */
  developer: string;
  verifier: string;
}

export function statements(people: Stating): void {
  const { h, steel, verifier } = people;
  const base = submitStatement(h, steel.id, statementOf([powerLine('5000000')], { year: 2024 }));
  verifyStatement(h, verifier, base);
  const of2025 = statementOf([
    powerLine('100000'),
    { id: 'gas', category: 1, kind: 'gas', gas: 'SF6', kilograms: '0.5' },
    { id: 'own', category: 1, kind: 'process', name: '石灰', quantity: '3', unit: 't', factor: OWN },
  ]);
  const statement = submitStatement(h, steel.id, of2025);
  returnStatement(h, verifier, statement);
  const documented = of2025.lines.map((line) => ({ ...line, evidence: someDocument }));
  reviseStatement(h, steel.id, statement, 1, { ...of2025, lines: documented, sector: 'steel' });
  const batch = credits(people);
  green(people, statement);
  const open = () =>
    h.retire({ account: steel.account, items: [{ batch, quantity: 5 }], statement, ...OFFSET }, as(steel.id));
  open();
  verifyStatement(h, verifier, statement);
  const left = 74 - 5;
  h.retire(
    { account: steel.account, items: [{ batch, quantity: left }], statement, ...OFFSET },
    as(steel.id),
  );
  const first = makeClaim(h, steel.id, {
    statement,
    label: 'net-zero-after-offsetting',
    reductions: '电炉改造',
  });
  const smaller = statementOf([powerLine('90000')], { producingSince: 2023 });
  reviseStatement(h, steel.id, statement, 2, smaller);
  verifyStatement(h, verifier, statement);
  const second = makeClaim(h, steel.id, {
    statement,
    label: 'net-zero',
    plan: someDocument,
    baseStatement: base,
    europeanUnion: true,
  });
  if (first === second) throw new Error('a claim was made twice under one id');
  withdrawClaim(h, steel.id, second);
  metered(people);
  openings(people, statement);
}

/** One line, and all of them, opened to others. */
function openings({ h, steel }: Stating, statement: string): void {
  const to = h.organization({ name: '示例银行', roles: ['financier'] }).id;
  const subject = { kind: 'statement', id: statement, version: 3 } as const;
  disclose(h, as(steel.id), { subject, line: { id: 'power', index: 0 }, to });
  disclose(h, as(steel.id), { subject, to });
}

/** Two months of two meter points, one corrected and signed by its platform; a statement drawn on both. */
function metered({ h, steel }: Stating): void {
  const organization = h.organization({ name: '能碳平台公司' }).id;
  const signed = { signer: registerKey(h, organization, 41), organization, beforeMs: 500 };
  const [one, other] = [rowOf('M1', '40'), rowOf('M2', '2.5')];
  const { dataset: january } = deliverDataset(h, steel.id, { rows: [one], month: '2025-01' });
  const { dataset: february } = deliverDataset(h, steel.id, { rows: [other], month: '2025-02', signed });
  const corrected = rowOf('M1', '60');
  deliverDataset(h, steel.id, { rows: [corrected, other], month: '2025-01', signed });
  const drawn = (kWh: string, meterPoint: string, dataset: string) => ({
    ...powerLine(kWh, meterPoint),
    dataset: { datasets: [dataset], meterPoint },
  });
  const boundary = '二分厂';
  const rows = new Map([
    [drawnRowName(january, corrected), corrected],
    [drawnRowName(january, other), other],
    [drawnRowName(february, other), other],
  ]);
  const first = statementOf([drawn('60', 'M1', january)], { boundary, rows });
  const statement = submitStatement(h, steel.id, first);
  const both = [drawn('60', 'M1', january), drawn('2.5', 'M2', february)];
  reviseStatement(h, steel.id, statement, 1, statementOf(both, { boundary, rows }));
}

const OWN = { value: '0.44', unit: 'tCO2/t', source: '本厂实测（示例）' };
const OFFSET = { purpose: 'corporate-offset' } as const;

/** Units of a project, sold to the steel works. */
function credits({ h, steel, developer }: Stating): string {
  const batch = h.issue({ project: h.project({ developer }) });
  const offer = h.offer(
    { from: accountOf(h, developer), to: steel.account, items: [{ batch, quantity: 200 }] },
    as(developer, 'developer'),
  );
  h.endTransfer(offer.id, 'accept', as(steel.id));
  return batch;
}

/** Certificates that came with their power, and one that was bought alone. */
function green({ h, steel }: Stating, statement: string): void {
  const held = h.held(steel.account).filter(({ state }) => isOf2025(h, state.batch));
  const delivered = held.find(({ state }) => state.delivered !== undefined)!.state;
  const bought = held.find(({ state }) => state.delivered === undefined)!.state;
  for (const { batch, from } of [delivered, bought])
    h.retire(
      {
        account: steel.account,
        items: [{ batch, from, to: from }],
        statement,
        purpose: 'green-power-accounting',
        consumptionYear: 2025,
      },
      as(steel.id),
    );
  if (read(h.entities, blockEntity(delivered.batch, delivered.from))?.state.status !== 'retired')
    throw new Error('nothing was retired');
}

function isOf2025(h: History, batch: string): boolean {
  const state = read(h.entities, batchEntity(batch))?.state;
  return state?.vintage === 2025 && state.instrument === 'GEC';
}
