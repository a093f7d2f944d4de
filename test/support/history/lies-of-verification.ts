/** Lies about statements: who verified them, what they say of year, totals and factors, what they draw on. */
import { asFraction, rational, roundedHalfUp } from '../../../shared/base/rational.ts';
import {
  accreditationEntity,
  datasetEntity,
  organizationEntity,
  statementEntity,
} from '../../../shared/ledger/entity.ts';
import { datasetIdOf } from '../../../shared/statements/activity-dataset.ts';
import { drawnRowName } from '../../../shared/statements/draw.ts';
import { statedYearOf } from '../../../shared/statements/statement.ts';
import { accredit, order } from './accreditation-steps.ts';
import { deliverDataset, rowOf } from './dataset-steps.ts';
import { as } from './history.ts';
import {
  kilowattHoursFor,
  type Lie,
  mistaken,
  type Stage,
  stated,
  stateIn,
  submit,
  verified,
  WORKS,
} from './lying-stage.ts';
import { powerLine, returnStatement, reviseStatement, verifyStatement } from './statement-steps.ts';

/** A body that trades too; without the lie, one that only verifies. */
function trader({ h, regulator }: Stage, lying: boolean) {
  h.twist('organization.registered', (facts) => {
    if (lying) facts.roles = ['enterprise', 'verifier'];
  });
  const body = h.organization({ name: '兼营机构', roles: [lying ? 'enterprise' : 'verifier'] });
  accredit(h, regulator, body.id);
  return body;
}

export const liesOfVerification: readonly Lie[] = [
  [
    'a suspended body verifies',
    ['accreditation-suspended'],
    (s, lying) => {
      const statement = submit(s);
      order(s.h, s.regulator, s.verifier, 'suspend');
      if (lying) s.h.believe(accreditationEntity(s.verifier), { suspended: undefined });
      else order(s.h, s.regulator, s.verifier, 'resume');
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a body verifies after its accreditation was withdrawn',
    ['accreditation-withdrawn'],
    (s, lying) => {
      const statement = submit(s);
      if (!lying) verifyStatement(s.h, s.verifier, statement);
      order(s.h, s.regulator, s.verifier, 'withdraw');
      if (!lying) return;
      s.h.believe(accreditationEntity(s.verifier), { withdrawn: undefined });
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a body that is accredited for projects verifies a statement',
    ['accreditation-scope'],
    (s, lying) => {
      accredit(s.h, s.regulator, s.stranger, { statements: !lying });
      if (lying) s.h.believe(accreditationEntity(s.stranger), { statements: true });
      verifyStatement(s.h, s.stranger, submit(s));
    },
  ],
  [
    'an accreditation that has run out',
    ['accreditation-day'],
    (s, lying) => {
      accredit(s.h, s.regulator, s.stranger, { validity: { from: '2026-01-01', to: '2026-12-01' } });
      s.h.wait(lying ? 30 : 1);
      if (lying)
        s.h.believe(accreditationEntity(s.stranger), { validity: { from: '2026-01-01', to: '2027-12-31' } });
      verifyStatement(s.h, s.stranger, submit(s));
    },
  ],
  [
    'a body that nobody has accredited',
    ['accreditation-missing'],
    (s, lying) => {
      if (lying)
        s.h.entities.set(accreditationEntity(s.stranger), s.h.entities.get(accreditationEntity(s.verifier))!);
      else accredit(s.h, s.regulator, s.stranger);
      verifyStatement(s.h, s.stranger, submit(s));
    },
  ],
  [
    'a neighbour that is no verification body is accredited and verifies',
    ['accredited-no-verifier', 'actor-not-registered'],
    (s, lying) => {
      const body = lying ? s.zinc.id : s.stranger;
      if (lying) s.h.believe(organizationEntity(body), { roles: ['verifier'] });
      accredit(s.h, s.regulator, body);
      verifyStatement(s.h, body, submit(s));
    },
  ],
  [
    'whoever sells credits verifies the statement that they cover',
    ['organization-roles', 'organization-account'],
    (s, lying) => {
      const body = trader(s, lying);
      if (lying) {
        const items = [{ batch: s.removals, quantity: 100 }];
        const give = { from: s.developer.account, to: body.account, items };
        s.h.endTransfer(s.h.offer(give, as(s.developer.id, 'developer')).id, 'accept', as(body.id));
        const sale = { from: body.account, to: s.steel.account, items };
        s.h.endTransfer(s.h.offer(sale, as(body.id)).id, 'accept', as(s.steel.id));
      }
      verifyStatement(s.h, body.id, submit(s));
    },
  ],
  [
    'a body verifies its own statement',
    ['organization-roles', 'organization-account', 'statement-own-verifier'],
    (s, lying) => {
      const body = trader(s, lying);
      verifyStatement(s.h, body.id, submit(s, stated(), lying ? body.id : s.steel.id));
    },
  ],
  [
    'two statements of one subject and year are verified, spelt apart',
    ['statement-year-twice'],
    (s, lying) => {
      const first = verified(s);
      if (lying) s.h.believe(statedYearOf(stateIn(s, first)), { statement: undefined });
      const name = lying ? '远联 钢铁' : '远联钢铁二厂';
      verified(s, stated(3, { subject: { kind: 'organization', name } }));
    },
  ],
  [
    'a conclusion on the version before is told of the revised one',
    ['statement-version'],
    (s, lying) => {
      const statement = submit(s);
      reviseStatement(s.h, s.steel.id, statement, 1, stated(5));
      if (lying)
        s.h.twist('statement.verified', (facts) => {
          facts.version = 1;
        });
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a version that was returned is verified as it was',
    ['statement-status'],
    (s, lying) => {
      const statement = submit(s);
      returnStatement(s.h, s.verifier, statement);
      if (lying) s.h.believe(statementEntity(statement), { status: 'submitted' });
      else reviseStatement(s.h, s.steel.id, statement, 1, stated());
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a revision takes the cover of one year into another',
    ['statement-subject'],
    (s, lying) => {
      const statement = submit(s, stated(10, { year: 2026 }));
      if (lying) mistaken(s, statement, { year: 2025 });
      reviseStatement(s.h, s.steel.id, statement, 1, stated(8, { year: lying ? 2025 : 2026 }));
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a year to come is stated and verified',
    ['statement-year'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.year = 2027;
        });
      verified(s, stated(10, { year: 2026 }));
    },
  ],
  [
    'more bought power was sent out than came in',
    ['statement-sent-out'],
    (s, lying) => {
      const sent = { ...powerLine(lying ? '200' : '50', 'out'), direction: 'sent-out' as const };
      const statement = submit(s, stated(0, { lines: [powerLine('100'), sent] }));
      if (lying) mistaken(s, statement, { purchasedKilowattHours: '0' });
      verifyStatement(s.h, s.verifier, statement);
    },
  ],
  [
    'a total of a tonne less than the exact value that it rounds',
    ['statement-total'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', ({ totals }) => {
          totals.market.kilograms -= 1000;
        });
      verified(s);
    },
  ],
  [
    'the residual mix of an older year, which is lower',
    ['statement-factor'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.grid.residual = { id: 'electricity/residual/2022', value: '0.5856' };
          facts.factors = facts.factors.map((id) => id.replace('residual/2023', 'residual/2022'));
          facts.totals.market = totalOf(facts.purchasedKilowattHours, '5856');
        });
      verified(s);
    },
  ],
  [
    'the nation’s factor where the province has a higher one',
    ['statement-factor'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.grid.province = facts.grid.national;
          facts.factors = facts.factors.filter((id) => id !== 'electricity/15/2023');
          facts.totals.location = totalOf(facts.purchasedKilowattHours, '5306');
        });
      verified(s);
    },
  ],
  [
    'rows of another province among the factors that were used',
    ['statement-factor'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.factors = facts.factors.map((id) => id.replace('electricity/15/', 'electricity/53/')).sort();
        });
      verified(s);
    },
  ],
  [
    'a sector that no duty knows',
    ['statement-sector'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.sector = 'steel-exempt';
        });
      verified(s, stated(10, { sector: 'steel' }));
    },
  ],
  [
    'a dataset of the neighbour is drawn on',
    ['draw-of-another'],
    (s, lying) => {
      const { dataset } = deliverDataset(s.h, lying ? s.zinc.id : s.steel.id, { rows: [ROW] });
      if (lying) s.h.believe(datasetEntity(dataset), { organization: s.steel.id });
      verified(s, drawing(dataset));
    },
  ],
  [
    'a dataset of the year before is drawn on',
    ['draw-year'],
    (s, lying) => {
      const month = lying ? '2024-03' : '2025-03';
      const { dataset } = deliverDataset(s.h, s.steel.id, { rows: [ROW], month });
      if (lying) s.h.believe(datasetEntity(dataset), { month: '2025-03' });
      verified(s, drawing(dataset));
    },
  ],
  [
    'rows that the platform has since corrected are drawn on',
    ['draw-revision'],
    (s, lying) => {
      const { dataset } = deliverDataset(s.h, s.steel.id, { rows: [ROW] });
      deliverDataset(s.h, s.steel.id, { rows: [lying ? rowOf('M1', '90000') : ROW] });
      if (lying) s.h.believe(datasetEntity(dataset), { revision: 1 });
      verified(s, drawing(dataset));
    },
  ],
  [
    'a month is delivered again as a dataset of its own, and both are drawn on',
    ['dataset-id'],
    (s, lying) => {
      const { dataset: first } = deliverDataset(s.h, s.steel.id, { rows: [ROW] });
      const other = datasetIdOf(s.steel.id, '另一平台', '2025-03');
      if (lying)
        s.h.twist('dataset.delivered', (facts) => {
          Object.assign(facts, { dataset: other, revision: 1 });
        });
      const again = { rows: [ROW], ...(lying ? {} : { platform: '另一平台' }) };
      deliverDataset(s.h, s.steel.id, again);
      verified(s, drawing(first, other));
    },
  ],
  [
    'lines count as metered without a dataset',
    ['draw-lines'],
    (s, lying) => {
      if (lying)
        s.h.twist('statement.submitted', ({ lines }) => {
          lines.metered = 1;
        });
      verified(s);
    },
  ],
];

/** Kilograms of so many kWh at a factor in ten-thousandths, exact and rounded. */
function totalOf(kilowattHours: string, factor: string) {
  const exact = rational(BigInt(kilowattHours) * BigInt(factor), 10_000n);
  return { kilograms: Number(roundedHalfUp(exact)), exact: asFraction(exact) };
}

const ROW = rowOf('M1', kilowattHoursFor(10));

/** A statement whose lines are sums of the row in each dataset. */
function drawing(...datasets: string[]) {
  const lines = datasets.map((dataset, at) => ({
    ...powerLine(ROW.quantity, `line-${at}`),
    dataset: { datasets: [dataset], meterPoint: 'M1' },
  }));
  const rows = new Map(datasets.map((dataset) => [drawnRowName(dataset, ROW), ROW]));
  return stated(0, { lines, rows, subject: { kind: 'organization', name: WORKS } });
}
