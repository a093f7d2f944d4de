/** Lies about claims: what they stand on, what they copy of it, and what they call themselves. */
import { claimEntity, statementEntity } from '../../../shared/ledger/entity.ts';
import type { MakeClaim } from '../../../shared/statements/make-claim.ts';
import type { StatementState } from '../../../shared/statements/states.ts';
import { someDocument } from '../states/native.ts';
import {
  certificates,
  covered,
  type Lie,
  mistaken,
  offset,
  type Stage,
  stated,
  stateIn,
  submit,
  useGreen,
  verified,
  WORKS,
} from './lying-stage.ts';
import { makeClaim, reviseStatement, verifyStatement, withdrawClaim } from './statement-steps.ts';

const claim = ({ h, steel }: Stage, statement: string, more: Partial<MakeClaim> = {}): string =>
  makeClaim(h, steel.id, { statement, label: 'carbon-neutral', ...more });

/** Net zero against a base year of so many tonnes, which need ten now. */
const netZero = (s: Stage, statement: string, baseStatement: string, more: Partial<MakeClaim> = {}): string =>
  claim(s, statement, { label: 'net-zero', baseStatement, plan: someDocument, ...more });

const base = (s: Stage, tonnes = 200): string => verified(s, stated(tonnes, { year: 2024 }));

const believed = ({ h }: Stage, statement: string, members: Partial<StatementState>): void =>
  h.believe(statementEntity(statement), members);

const TEN = { removalLocal: 0, removalOther: 10, avoidanceLocal: 0, avoidanceOther: 0 };
const NONE = { ...TEN, removalOther: 0 };

export const liesOfClaims: readonly Lie[] = [
  [
    'a claim on a statement that nobody verified',
    ['claim-unverified', 'claim-says'],
    (s, lying) => {
      const statement = submit(s);
      offset(s, statement);
      if (lying) believed(s, statement, { status: 'verified', verification: verificationOf(s) });
      else verifyStatement(s.h, s.verifier, statement);
      claim(s, statement);
    },
  ],
  [
    'a claim on a revision that waits for its verification, with that of the version before',
    ['claim-unverified', 'claim-says'],
    (s, lying) => {
      const statement = covered(s);
      const { verification } = stateIn(s, statement);
      reviseStatement(s.h, s.steel.id, statement, 1, stated(8));
      if (lying) believed(s, statement, { status: 'verified', verification: verification! });
      else verifyStatement(s.h, s.verifier, statement);
      claim(s, statement);
    },
  ],
  [
    'a claim for a year that is not over',
    ['claim-early'],
    (s, lying) => {
      const statement = covered(s, stated(10, { year: lying ? 2026 : 2025 }));
      if (lying) mistaken(s, statement, { year: 2025 });
      if (lying)
        s.h.twist('claim.made', (facts) => {
          facts.period = { from: '2026-01-01', to: '2026-12-31' };
        });
      claim(s, statement);
    },
  ],
  [
    'a claim counts tonnes that are retired after it',
    ['claim-uncovered', 'claim-says'],
    (s, lying) => {
      const statement = verified(s);
      if (lying) believed(s, statement, { retired: TEN });
      else offset(s, statement);
      claim(s, statement);
      if (!lying) return;
      believed(s, statement, { retired: NONE });
      offset(s, statement);
    },
  ],
  [
    'a claim counts tonnes that were retired for nobody’s statement',
    ['claim-uncovered', 'claim-says'],
    (s, lying) => {
      const statement = verified(s);
      const items = [{ batch: s.removals, quantity: 10 }];
      const given = { account: s.steel.account, items, purpose: 'voluntary' } as const;
      s.h.retire(
        { ...given, ...(!lying && { statement }) },
        { org: s.steel.id, role: 'enterprise', scope: 'own' },
      );
      if (lying) believed(s, statement, { retired: TEN });
      claim(s, statement);
    },
  ],
  [
    'a claim has the figures of the version before',
    ['claim-uncovered', 'claim-says'],
    (s, lying) => {
      const statement = covered(s);
      const before = stateIn(s, statement);
      reviseStatement(s.h, s.steel.id, statement, 1, stated(20));
      verifyStatement(s.h, s.verifier, statement);
      if (lying) believed(s, statement, before);
      else offset(s, statement);
      claim(s, statement);
    },
  ],
  [
    'a claim shows the residual of another view',
    ['claim-says'],
    (s, lying) => {
      const statement = covered(s);
      if (lying)
        s.h.twist('claim.made', ({ residual, gross }) => {
          residual.kilograms = gross.ets;
          residual.tonnes = Math.ceil(gross.ets / 1000);
        });
      claim(s, statement);
    },
  ],
  [
    'a claim is for the whole group, the statement for one works',
    ['claim-says'],
    (s, lying) => {
      const statement = covered(s);
      if (lying)
        s.h.twist('claim.made', (facts) => {
          facts.subject = { kind: 'organization', name: '远联集团' };
          facts.boundary = '全集团';
        });
      claim(s, statement);
    },
  ],
  [
    'a claim names another verifier and its assurance',
    ['claim-says'],
    (s, lying) => {
      const statement = covered(s);
      if (lying)
        s.h.twist('claim.made', ({ verification }) => {
          Object.assign(verification, { verifier: s.stranger, assurance: 'limited' });
        });
      claim(s, statement);
    },
  ],
  [
    'a claim hides that green power was left over',
    ['claim-says'],
    (s, lying) => {
      const batch = certificates(s, '2025-10', 30);
      const statement = verified(s);
      useGreen(s, statement, { batch, quantity: 30 });
      if (lying)
        s.h.twist('claim.made', ({ green }) => {
          green.unused = 0;
        });
      claim(s, statement);
    },
  ],
  [
    'two claims stand on one statement',
    ['claim-twice'],
    (s, lying) => {
      const statement = covered(s);
      const first = claim(s, statement);
      if (lying) s.h.believe(statementEntity(statement), { claim: undefined });
      else withdrawClaim(s.h, s.steel.id, first);
      claim(s, statement);
    },
  ],
  [
    'the neighbour claims on the statement',
    ['statement-of-another'],
    (s, lying) => {
      const statement = covered(s);
      if (lying) s.h.believe(statementEntity(statement), { organization: s.zinc.id });
      makeClaim(s.h, lying ? s.zinc.id : s.steel.id, { statement, label: 'carbon-neutral' });
    },
  ],
  [
    'the neighbour withdraws a claim',
    ['statement-of-another'],
    (s, lying) => {
      const made = claim(s, covered(s));
      if (lying) s.h.believe(claimEntity(made), { organization: s.zinc.id });
      withdrawClaim(s.h, lying ? s.zinc.id : s.steel.id, made);
    },
  ],
  [
    'a claim that was withdrawn is withdrawn once more',
    ['claim-status'],
    (s, lying) => {
      const made = claim(s, covered(s));
      withdrawClaim(s.h, s.steel.id, made);
      if (!lying) return;
      s.h.believe(claimEntity(made), { status: 'made' });
      withdrawClaim(s.h, s.steel.id, made);
    },
  ],
  [
    'net zero with credits of avoidance',
    ['claim-label'],
    (s, lying) => {
      const [before, statement] = [base(s), verified(s)];
      offset(s, statement, { batch: lying ? s.avoidance : s.removals });
      const { retired } = stateIn(s, statement);
      if (lying) believed(s, statement, { retired: TEN });
      if (lying)
        s.h.twist('claim.made', (facts) => {
          facts.retired = retired;
        });
      netZero(s, statement, before);
    },
  ],
  [
    'net zero without a plan',
    ['claim-label'],
    (s, lying) => {
      const [before, statement] = [base(s), covered(s)];
      if (lying)
        s.h.twist('claim.made', (facts) => {
          delete facts.plan;
        });
      netZero(s, statement, before);
    },
  ],
  [
    'net zero with a reduction of less than nine tenths',
    ['claim-label'],
    (s, lying) => {
      const [before, statement] = [base(s, 99), covered(s)];
      if (lying)
        s.h.twist('claim.made', (facts) => {
          facts.label = 'net-zero';
        });
      claim(s, statement, { baseStatement: before, plan: someDocument });
    },
  ],
  [
    'a reduction that is rounded up to nine tenths',
    ['claim-base'],
    (s, lying) => {
      const [before, statement] = [base(s, 99.99), covered(s)];
      if (lying)
        s.h.twist('claim.made', (facts) => {
          facts.label = 'net-zero';
          facts.reduction!.basisPoints = 9_000;
        });
      claim(s, statement, { baseStatement: before, plan: someDocument });
    },
  ],
  [
    'a base year that nobody verified',
    ['claim-base'],
    (s, lying) => {
      const before = submit(s, stated(200, { year: 2024 }));
      const statement = covered(s);
      if (lying) believed(s, before, { status: 'verified', verification: verificationOf(s) });
      else verifyStatement(s.h, s.verifier, before);
      netZero(s, statement, before);
    },
  ],
  [
    'a base year of the neighbour, under the same name',
    ['claim-base'],
    (s, lying) => {
      const before = verified(s, stated(200, { year: 2024 }), lying ? s.zinc.id : s.steel.id);
      const statement = covered(s);
      if (lying) believed(s, before, { organization: s.steel.id });
      netZero(s, statement, before);
    },
  ],
  [
    'a base year of another works',
    ['claim-base'],
    (s, lying) => {
      const subject = { kind: 'organization', name: lying ? '远联二厂' : WORKS } as const;
      const before = verified(s, stated(200, { year: 2024, subject }));
      const statement = covered(s);
      if (lying) mistaken(s, before, { subject: { kind: 'organization', name: WORKS } });
      netZero(s, statement, before);
    },
  ],
  [
    'a base year that comes after',
    ['claim-base'],
    (s, lying) => {
      const before = verified(s, stated(200, { year: lying ? 2026 : 2024 }));
      const statement = covered(s);
      if (lying) mistaken(s, before, { year: 2024 });
      netZero(s, statement, before);
    },
  ],
  [
    'a base year of a wider boundary',
    ['claim-base'],
    (s, lying) => {
      const boundary = lying ? '全集团' : stated().boundary;
      const before = verified(s, stated(200, { year: 2024, boundary }));
      const statement = covered(s);
      if (lying) mistaken(s, before, { boundary: stated().boundary });
      netZero(s, statement, before);
    },
  ],
  [
    'a base year with more emissions than it was verified with',
    ['claim-base'],
    (s, lying) => {
      const before = base(s, lying ? 50 : 200);
      const statement = covered(s);
      if (lying) mistaken(s, before, stateIn(s, base2(s)).stated);
      netZero(s, statement, before);
    },
  ],
];

/** A statement of the base year under another boundary, whose figures are borrowed. */
const base2 = (s: Stage): string => {
  const boundary = '另一边界';
  const statement = verified(s, stated(200, { year: 2024, boundary }));
  mistaken(s, statement, { boundary: stated().boundary });
  return statement;
};

/** Of another statement, by the accredited body. */
const verificationOf = (s: Stage) =>
  stateIn(s, verified(s, stated(1, { boundary: '另一边界', year: 2023 }))).verification!;
