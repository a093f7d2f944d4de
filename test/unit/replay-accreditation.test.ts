/** Rules of accreditations, as the auditor finds them broken: by the regulator, and by bodies without one. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { accreditationRuleTexts } from '../../events/audit/rules/parties/accreditation-texts.ts';
import { accreditationEntity } from '../../shared/ledger/entity.ts';
import type { GrantAccreditation } from '../../shared/parties/accredit-verifier.ts';
import { accredit, byRegulator, order } from '../support/history/accreditation-steps.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import {
  audited as auditedLife,
  comment as commentOn,
  develop,
  lifecycleHistory,
  publish,
  reserve,
  treat,
  validate,
} from '../support/history/lifecycle-steps.ts';
import { but, expectFound, type Fault, forge } from '../support/history/report-faults.ts';
import {
  AMOUNTS,
  audited,
  comment,
  correct,
  type ReportHistory,
  refuse,
  reportHistory,
  submit,
  verify,
} from '../support/history/report-steps.ts';
import { accreditationState } from '../support/states/accreditation.ts';

type Scene = Pick<ReportHistory, 'h' | 'regulator'>;

/** A step of a body as if nobody had looked at its accreditation. */
function unasked({ h }: Scene, verifier: string, step: () => unknown): void {
  const id = accreditationEntity(verifier);
  const found = h.entities.get(id);
  h.entities.set(id, accreditationState());
  step();
  if (found) h.entities.set(id, found);
  else h.entities.delete(id);
}

const grantedBut = (change: Parameters<typeof but>[1]) =>
  but((s) => accredit(s.h, s.regulator, s.verifier), change);

/** Orders that no decider would give, with the leaf that the writer would make of them. */
const forged =
  (...verbs: ('suspended' | 'resumed' | 'withdrawn')[]): Fault =>
  (s) => {
    for (const verb of verbs)
      forge(s, byRegulator(s.regulator), {
        type: `accreditation.${verb}`,
        facts: { verifier: s.verifier, reason: '抽查' },
        advances: [accreditationEntity(s.verifier)],
      });
  };

const GRANTS: [Rule, string, Fault][] = [
  [
    'role-not-granted',
    'granted by the operator',
    grantedBut((_, event) => (event.by = { org: OPERATOR.org, role: 'operator' })),
  ],
  [
    'role-not-granted',
    'suspended by a verification body',
    but(
      (s) => order(s.h, s.regulator, s.verifier, 'suspend'),
      (_, event, s) => (event.by = { org: s.validator, role: 'verifier' }),
    ),
  ],
  [
    'accredited-no-verifier',
    'accredits a developer',
    grantedBut((facts, _, s) => (facts.verifier = s.developer.id)),
  ],
  [
    'organization-unknown',
    'accredits nobody',
    grantedBut((facts) => (facts.verifier = `o-${'0'.repeat(20)}`)),
  ],
  [
    'accreditation-form',
    'names a standard twice',
    grantedBut((facts) => (facts.standards = ['CCER', 'CCER'])),
  ],
  ['accreditation-form', 'has standards for no sector', grantedBut((facts) => (facts.sectors = []))],
  [
    'accreditation-form',
    'covers nothing',
    grantedBut((facts) => Object.assign(facts, { standards: [], sectors: [], statements: false })),
  ],
  [
    'accreditation-over',
    'is over when it is granted',
    grantedBut((facts) => (facts.validity = { from: '2020-01-01', to: '2025-12-31' })),
  ],
  ['accreditation-grounds', 'rests on nothing', grantedBut((facts) => delete facts.reference)],
  ['accreditation-chain', 'suspended twice', forged('suspended', 'suspended')],
  ['accreditation-chain', 'resumed without a suspension', forged('resumed')],
  ['accreditation-chain', 'resumed after the withdrawal', forged('withdrawn', 'resumed')],
  ['accreditation-chain', 'suspended after the withdrawal', forged('withdrawn', 'suspended')],
  ['accreditation-chain', 'withdrawn twice', forged('withdrawn', 'withdrawn')],
  [
    'accreditation-missing',
    'suspends what nobody granted',
    but(
      (s) => order(s.h, s.regulator, s.verifier, 'suspend'),
      (facts, _, s) => (facts.verifier = s.validator),
    ),
  ],
];

/** What the regulator does before a body acts, and the rule by which its act is found. */
const BEFORE: [Rule, string, (s: Scene, verifier: string) => unknown][] = [
  ['accreditation-suspended', 'suspended', (s, body) => order(s.h, s.regulator, body, 'suspend')],
  ['accreditation-withdrawn', 'withdrawn', (s, body) => order(s.h, s.regulator, body, 'withdraw')],
  [
    'accreditation-suspended',
    'suspended and granted anew',
    (s, body) => {
      order(s.h, s.regulator, body, 'suspend');
      accredit(s.h, s.regulator, body);
    },
  ],
  ...(
    [
      ['accreditation-day', 'not valid yet', { validity: { from: '2090-01-01', to: '2090-12-31' } }],
      ['accreditation-scope', 'of another standard', { standards: ['GS'] }],
      ['accreditation-scope', 'of another sector', { sectors: ['energy', 'wetland'] }],
      ['accreditation-scope', 'for statements only', { standards: [], sectors: [] }],
    ] as [Rule, string, Partial<GrantAccreditation>][]
  ).map(([rule, name, changed]): (typeof BEFORE)[number] => [
    rule,
    name,
    (s, body) => accredit(s.h, s.regulator, body, changed),
  ]),
];

const ACTS: [string, (s: ReportHistory) => () => unknown][] = [
  ['report.verified', (s) => acting(s, (report) => verify(s, report))],
  ['report.refused', (s) => acting(s, (report) => refuse(s, report))],
  [
    'report.corrected',
    (s) =>
      acting(
        s,
        (report) => {
          correct(s, report, [{ ...AMOUNTS[0]!, kilograms: 1000 }, AMOUNTS[1]!]);
        },
        true,
      ),
  ],
];
function acting(s: ReportHistory, act: (report: string) => unknown, isVerified = false): () => unknown {
  const report = submit(s);
  if (isVerified) verify(s, report);
  return () => act(report);
}

describe('a fault is found where it is', () => {
  it.each(GRANTS)('%s: an accreditation that is %s', (rule, _, fault) => expectFound(rule, fault));

  for (const [type, prepare] of ACTS) {
    it.each(BEFORE)(`%s: ${type} while the accreditation is %s`, (rule, _, happens) => {
      expectFound(rule, (s) => {
        const act = prepare(s);
        happens(s, s.verifier);
        unasked(s, s.verifier, act);
      });
    });

    it(`accreditation-missing: ${type} by a body that has none`, () => {
      const s = reportHistory();
      const grant = s.h.leaves.findIndex((leaf) => leaf.includes('"accreditation.granted"'));
      const act = prepare(s);
      act();
      s.h.leaves.splice(grant, 1);
      expect(audited({ ...s, arranged: s.arranged - 1 }).map(({ rule }) => rule)).toContain(
        'accreditation-missing',
      );
    });
  }

  it('accreditation-day: verified the day after the last one', () => {
    expectFound('accreditation-day', (s) => {
      const report = submit(s);
      accredit(s.h, s.regulator, s.verifier, { validity: { from: '2000-01-01', to: '2026-06-13' } });
      unasked(s, s.verifier, () => verify(s, report));
    });
  });

  it('accreditation-suspended: comments on a report treated meanwhile', () => {
    expectFound('accreditation-suspended', (s) => {
      const report = submit(s);
      comment(s, report);
      s.h.wait(40);
      order(s.h, s.regulator, s.verifier, 'suspend');
      forge(
        s,
        { ...as(s.verifier, 'verifier') },
        {
          type: 'comments.treated',
          facts: { subject: report, treatments: [{ comment: 1, treatment: 'adopted' }] },
          advances: [`report:${report}`],
        },
      );
    });
  });

  it.each(BEFORE)('%s: a project validated, and its comments treated, while it is %s', (rule, _, happens) => {
    for (const step of [validate, treat]) {
      const s = lifecycleHistory();
      const project = reserve(s);
      develop(s, project);
      publish(s, project);
      commentOn(s, project);
      s.h.wait(40);
      happens(s, s.validator);
      unasked(s, s.validator, () => step(s, project, [1]));
      expect(auditedLife(s).map((each) => [each.rule, each.index])).toEqual([[rule, s.h.leaves.length - 1]]);
    }
  });
});

it('what a body did before its suspension stands, and after the resumption it goes on', () => {
  const s = reportHistory();
  const report = submit(s);
  verify(s, report);
  order(s.h, s.regulator, s.verifier, 'suspend');
  expect(() => correct(s, report, [AMOUNTS[0]!, { vintage: 2024, kilograms: 1 }])).toThrow(
    'accreditation-suspended',
  );
  order(s.h, s.regulator, s.verifier, 'resume');
  correct(s, report, [AMOUNTS[0]!, { vintage: 2024, kilograms: 1 }]);
  order(s.h, s.regulator, s.verifier, 'withdraw');
  accredit(s.h, s.regulator, s.verifier, { standards: ['CCER'], sectors: ['forest'] });
  correct(s, report, AMOUNTS);
  expect(audited(s)).toEqual([]);
});

it('every rule of accreditations has a fault here', () => {
  const tried = new Set<string>([...GRANTS, ...BEFORE].map(([rule]) => rule));
  expect(Object.keys(accreditationRuleTexts).filter((rule) => !tried.has(rule))).toEqual([]);
});
