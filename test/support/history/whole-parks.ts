/** A park in the whole history of power: members, a roll-up with flows, its claim, a member that goes. */
import { batchEntity, read, statementEntity } from '../../../shared/ledger/entity.ts';
import { coverageOf } from '../../../shared/statements/coverage.ts';
import type { Line } from '../../../shared/statements/line.ts';
import { as, type History } from './history.ts';
import { joinPark, leavePark, registerPark, setTarget } from './park-steps.ts';
import {
  makeClaim,
  powerLine,
  reviseStatement,
  statementOf,
  submitStatement,
  verifyStatement,
} from './statement-steps.ts';
import type { Stating } from './whole-statements.ts';
import { accountOf } from './whole-units.ts';

export const NAME = '示例园区';
/** A power plant's and a works' lines: some of what the one sends out, the other receives. */
export const PLANT_LINES: Line[] = [
  { id: 'coal', category: 1, kind: 'fuel', fuel: 'bituminous-coal', quantity: '12.5', unit: 't' },
  {
    ...{ id: 'out', category: 2, kind: 'electricity', kWh: '9000', supply: 'self-generated' },
    direction: 'sent-out',
    factor: { value: '0.7', unit: 'kgCO2/kWh', source: '本厂实测（示例）' },
  },
  { id: 'steam', category: 2, kind: 'heat', GJ: '30', origin: 'fossil', direction: 'sent-out' },
];
export const WORKS_LINES: Line[] = [
  powerLine('20000', 'grid'),
  { ...powerLine('8000.5', 'line'), kind: 'electricity', supply: 'direct' } as Line,
  { id: 'steam', category: 2, kind: 'heat', GJ: '25', origin: 'fossil', direction: 'received' },
];

/** Members' statements with their lines, as a park's roll-up reads them. */
export function members(people: Pick<Stating, 'h' | 'verifier'>, of: [string, string, Line[]][]) {
  const { h, verifier } = people;
  const all = of.map(([member, name, lines]) => {
    const stated = statementOf(lines, { subject: { kind: 'organization', name }, boundary: name });
    const statement = submitStatement(h, member, stated);
    verifyStatement(h, verifier, statement);
    return { statement, lines };
  });
  return {
    members: all.map(({ statement }) => ({ statement, version: 1 })),
    memberLines: new Map(all.map(({ statement, lines }) => [statement, lines])),
  };
}

export function parks(people: Stating): void {
  const { h, steel, verifier } = people;
  const operator = h.organization({ name: '园区运营（示例）' });
  const plant = h.organization({ name: '热电（示例）' });
  const park = registerPark(h, operator.id, NAME);
  for (const member of [steel.id, plant.id]) joinPark(h, { operator: operator.id, member, park });
  setTarget(h, operator.id, park);
  setTarget(h, operator.id, park, { indicator: 'green-power-share', unit: '%', value: '70' });
  const rolled = members(people, [
    [plant.id, '热电（示例）', PLANT_LINES],
    [steel.id, '园内车间', WORKS_LINES],
  ]);
  const [ofPlant, ofWorks] = rolled.members.map(({ statement }) => statement);
  offset(people, ofWorks!);
  const own = statementOf([powerLine('1000', 'own')], { subject: { kind: 'park', name: NAME } });
  const flow = (line: string, to: string, quantity: string) => ({
    from: { statement: ofPlant!, line },
    to: { statement: ofWorks!, line: to },
    quantity,
  });
  const command = {
    ...own,
    memberLines: rolled.memberLines,
    park: {
      park,
      members: rolled.members,
      flows: [flow('out', 'line', '8000.5'), flow('steam', 'steam', '20')],
    },
    energy: { kgcePerKilowattHour: '0.3', source: '年度等价值（示例）', shares: { cleanEnergy: '90' } },
  };
  const statement = submitStatement(h, operator.id, command);
  verifyStatement(h, verifier, statement);
  offset({ ...people, steel: operator }, statement, 200);
  makeClaim(h, operator.id, { statement, label: 'carbon-neutral' });
  const fewer = { park, members: rolled.members.slice(0, 1) };
  reviseStatement(h, operator.id, statement, 1, { ...command, park: fewer });
  verifyStatement(h, verifier, statement);
  leavePark(h, steel.id, { park, organization: steel.id, to: '2025-12-31' });
  leavePark(h, operator.id, { park, organization: plant.id, to: '2026-06-30' });
  const other = registerPark(h, plant.id, '另一园区');
  joinPark(h, { operator: plant.id, member: steel.id, park: other, from: '2026-01-01' });
}

/** Retires what is open of a statement, or so many tonnes of it. */
function offset({ h, steel, developer }: Stating, statement: string, bought = 20): void {
  const from = accountOf(h, developer);
  const batch = creditsIn(h, from);
  const offer = h.offer(
    { from, to: steel.account, items: [{ batch, quantity: bought }] },
    as(developer, 'developer'),
  );
  h.endTransfer(offer.id, 'accept', as(steel.id));
  const open = coverageOf(read(h.entities, statementEntity(statement))!.state).openTonnes;
  h.retire(
    {
      account: steel.account,
      items: [{ batch, quantity: Math.min(open, bought) }],
      statement,
      purpose: 'corporate-offset',
    },
    as(steel.id),
  );
}

/** A batch of credits of which the account holds enough. */
function creditsIn(h: History, account: string): string {
  const found = h
    .held(account)
    .find(
      ({ state }) =>
        state.to - state.from >= 300 && read(h.entities, batchEntity(state.batch))?.state.project,
    );
  if (!found) throw new Error('there are no credits left');
  return found.state.batch;
}
