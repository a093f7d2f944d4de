/**
 * Where lies about statements and claims are told: a steel works and its neighbour, whoever verifies them,
 * credits of three kinds, certificates of two years, and a park.
 */
import type { Rule } from '../../../events/audit/rule-texts.ts';
import { read, statementEntity } from '../../../shared/ledger/entity.ts';
import { coverageOf } from '../../../shared/statements/coverage.ts';
import type { Stated } from '../../../shared/statements/facts.ts';
import type { SubmitStatement } from '../../../shared/statements/submit-statement.ts';
import type { RetirementPurpose } from '../../../shared/units/purpose.ts';
import { accredit } from './accreditation-steps.ts';
import { as, type History } from './history.ts';
import { Retelling } from './retelling.ts';
import { powerLine, statementOf, submitStatement, verifyStatement } from './statement-steps.ts';
import { generate, registerPlant } from './whole-power-steps.ts';

type Named = ReturnType<History['organization']>;

export interface Stage {
  h: Retelling;
  regulator: string;
  verifier: string;
  /** Nobody has accredited it. */
  stranger: string;
  steel: Named;
  zinc: Named;
  developer: Named;
  /** Batches of which the steel works has 3,000 t each, and the neighbour as much. */
  removals: string;
  avoidance: string;
}

/**
 * What is told otherwise, the rules that find it and no others, and the story; without the lie, it is true.
 */
export type Lie = [name: string, rules: readonly Rule[], story: (s: Stage, lying: boolean) => void];

export function stage(): Stage {
  const h = new Retelling('lying');
  const regulator = h.organization({ name: '主管部门', roles: ['regulator'] }).id;
  const verifier = h.organization({ name: '核查机构', roles: ['verifier'] }).id;
  const stranger = h.organization({ name: '另一核查机构', roles: ['verifier'] }).id;
  accredit(h, regulator, verifier);
  const steel = h.organization({ name: '远联钢铁' });
  const zinc = h.organization({ name: '中色锌业' });
  const developer = h.organization({ name: '市农投', roles: ['developer'] });
  const bought = (methodology: string) => {
    const project = h.project({ developer: developer.id, standard: 'VCS', methodology });
    const batch = h.issue({ project, quantity: 9_000 });
    for (const { id, account } of [steel, zinc]) {
      const items = [{ batch, quantity: 3_000 }];
      const { id: offer } = h.offer(
        { from: developer.account, to: account, items },
        as(developer.id, 'developer'),
      );
      h.endTransfer(offer, 'accept', as(id));
    }
    return batch;
  };
  const [removals, avoidance] = [bought('VM0047'), bought('VM0007')];
  return { h, regulator, verifier, stranger, steel, zinc, developer, removals, avoidance };
}

export const WORKS = '远联钢铁';
/** kWh of grid power that leave so many whole tonnes in the market view. */
export const kilowattHoursFor = (tonnes: number): string => String(Math.floor((tonnes * 1000) / 0.6096));

/** A statement of the steel works; ten tonnes, where nothing else is said. */
export const stated = (tonnes = 10, more: Partial<SubmitStatement> = {}): SubmitStatement =>
  statementOf([powerLine(kilowattHoursFor(tonnes))], {
    subject: { kind: 'organization', name: WORKS },
    ...more,
  });

export const submit = ({ h, steel }: Stage, command = stated(), by = steel.id): string =>
  submitStatement(h, by, command);

/** Submitted and verified. */
export function verified(s: Stage, command = stated(), by = s.steel.id): string {
  const statement = submit(s, command, by);
  verifyStatement(s.h, s.verifier, statement);
  return statement;
}

export const stateIn = ({ h }: Pick<Stage, 'h'>, statement: string) =>
  read(h.entities, statementEntity(statement))!.state;
export const openIn = (s: Pick<Stage, 'h'>, statement: string): number =>
  coverageOf(stateIn(s, statement)).openTonnes;

/** What the deciders take a statement for. */
export const mistaken = (s: Pick<Stage, 'h'>, statement: string, changed: Partial<Stated>): void =>
  s.h.believe(statementEntity(statement), { stated: { ...stateIn(s, statement).stated, ...changed } });

interface Retired {
  quantity?: number;
  batch?: string;
  purpose?: RetirementPurpose;
  by?: Named;
}

/** Retires tonnes for the statement: all that is open, where nothing else is said. */
export function offset(s: Stage, statement: string, given: Retired = {}) {
  const { batch = s.removals, purpose = 'corporate-offset', by = s.steel } = given;
  const { quantity = openIn(s, statement) } = given;
  return s.h.retire({ account: by.account, items: [{ batch, quantity }], statement, purpose }, as(by.id));
}

/** Verified and covered whole. */
export function covered(s: Stage, command = stated()): string {
  const statement = verified(s, command);
  offset(s, statement);
  return statement;
}

let plants = 0;
/** Certificates of a month, in whole MWh, bought by the steel works; returns their batch. */
export function certificates(s: Stage, month: string, megawattHours: number): string {
  const { h, steel } = s;
  const plant = `P${++plants}`;
  const owner = h.organization({ name: `新能源 ${plant}`, roles: ['generator'] });
  const grid = h.organization({ name: `电网 ${plant}`, roles: ['grid'] }).id;
  const wind = registerPlant(h, owner, grid, {
    name: plant,
    technology: 'wind',
    capacityKilowatts: 50_000,
    connectedOn: '2024-02-01',
    meters: [{ id: `${plant}-ON`, kind: 'on-grid' }],
  });
  const { batch } = generate(h, wind, { month, kilowattHours: 1000 * megawattHours })!;
  const items = [{ batch, quantity: megawattHours }];
  const { id } = h.offer({ from: owner.account, to: steel.account, items }, as(owner.id, 'generator'));
  h.endTransfer(id, 'accept', as(steel.id));
  return batch;
}

/** Retires certificates for the statement, for the consumption of a year. */
export const useGreen = (
  { h, steel }: Stage,
  statement: string,
  { batch, quantity, year = 2025 }: { batch: string; quantity: number; year?: number },
) =>
  h.retire(
    {
      ...{ account: steel.account, items: [{ batch, quantity }], statement },
      purpose: 'green-power-accounting',
      consumptionYear: year,
    },
    as(steel.id),
  );
