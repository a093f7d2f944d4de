/** Audit rules of CCER or green certificate, never both (DOMAIN §3). One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { type Entity, facilityEntity, projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import {
  decideFreezeCertificates,
  decideReleaseCertificates,
} from '../../shared/power/freeze-certificates.ts';
import { decideIssueReport } from '../../shared/sinks/issue-report.ts';
import { decideRegisterProject } from '../../shared/sinks/register-project.ts';
import {
  audited,
  type FreezingHistory,
  freezingHistory,
  give,
  REPORT,
} from '../support/history/freezing-steps.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import { generate, NEXT_MONTH } from '../support/history/power-steps.ts';
import { cancelForReport, expire, freeze, release } from '../support/history/whole-power-steps.ts';
import { vintage } from '../support/states/native.ts';

type Later = { at: number; given: Record<string, object> }[];
type Fault = (s: FreezingHistory, later: Later) => unknown;

/** Gives by hand from here on, in the history and the replay alike. */
const set = ({ h }: FreezingHistory, later: Later, given: Record<string, object>) => {
  give(h.entities, given);
  later.push({ at: h.leaves.length, given });
};
const status = (s: FreezingHistory, later: Later, to: string) =>
  set(s, later, { [projectEntity(s.project)]: { status: to } });
/** The last leaf with other facts. */
const edit = ({ h }: FreezingHistory, change: Record<string, unknown>, by?: object) => {
  const event = JSON.parse(h.leaves.pop()!);
  Object.assign(event.facts, change);
  if (by) Object.assign(event.by, by);
  h.leaves.push(canonicalize(event));
};
const frozenWith =
  (change: (s: FreezingHistory) => Record<string, unknown>): Fault =>
  (s) => {
    freeze(s.h, s.project);
    edit(s, change(s));
  };
const cancelledWith =
  (change: (s: FreezingHistory) => Record<string, unknown>, by?: object): Fault =>
  (s, later) => {
    freeze(s.h, s.project);
    status(s, later, 'registered');
    cancelForReport(s.h, REPORT);
    edit(s, change(s), by);
  };
const releasedWith =
  (change: (s: FreezingHistory) => Record<string, unknown>): Fault =>
  (s, later) => {
    freeze(s.h, s.project);
    status(s, later, 'refused');
    release(s.h, s.project);
    edit(s, change(s));
  };
/** What a decider would see that never looks at certificates. */
const blind = ({ h }: FreezingHistory) =>
  new Map<string, Entity>([...h.entities].filter(([id]) => !id.startsWith('block:')));

const faults: [Rule, string, Fault][] = [
  ['project-unknown', 'frozen for nobody', frozenWith(() => ({ project: `p-${'0'.repeat(20)}` }))],
  ['freezing-project', 'frozen of another facility', frozenWith(({ second }) => ({ facility: second }))],
  [
    'freezing-status',
    'frozen once it is registered',
    (s, later) => {
      freeze(s.h, s.project);
      later.push({
        at: s.h.leaves.length - 1,
        given: { [projectEntity(s.project)]: { status: 'registered' } },
      });
    },
  ],
  [
    'freezing-crediting',
    'another period',
    frozenWith(() => ({ crediting: { from: '2026-10-01', to: '2030-09-30' } })),
  ],
  [
    'frozen-by-another',
    'frozen for a second project',
    (s) => {
      freeze(s.h, s.twin);
      edit(s, { project: s.twin });
      s.h.forge(OPERATOR, {
        type: 'certificates.frozen',
        facts: {
          project: s.project,
          facility: s.facility,
          quantity: 0,
          crediting: { from: '2026-10-01', to: '2036-09-30' },
        },
        advances: [facilityEntity(s.facility)],
      });
    },
  ],
  ['frozen-elsewhere', 'of a month before the period', (s) => forgeFrozen(s, s.before, 1, 50)],
  [
    'frozen-traded',
    'of what was bought',
    (s) => {
      const items = [{ batch: s.october, from: 1, to: 30 }];
      const offer = s.h.offer(
        { from: s.owner.account, to: s.buyer.account, items },
        as(s.owner.id, 'generator'),
      );
      s.h.endTransfer(offer.id, 'accept', as(s.buyer.id));
      forgeFrozen(s, s.october, 1, 30);
    },
  ],
  ['quantity-mismatch', 'fewer than it says', frozenWith(() => ({ quantity: 91 }))],
  [
    'freezing-status',
    'released while it is applied for',
    (s, later) => {
      releasedWith(() => ({}))(s, later);
      later.pop();
    },
  ],
  ['frozen-by-another', 'released for another project', releasedWith(({ twin }) => ({ project: twin }))],
  ['freezing-counts', 'released, and said not to be all', releasedWith(() => ({ remaining: 5 }))],
  [
    'freezing-counts',
    'released by a decision that did not see what has expired before it',
    (s, later) => {
      freeze(s.h, s.project);
      s.h.wait(60);
      generate(s, { month: '2026-11', kilowattHours: 5000 });
      status(s, later, 'deregistered');
      set(s, later, { [reportEntity(REPORT)]: { vintages: [vintage(2026, 60, { issued: 60 })] } });
      s.h.wait(900);
      const seen = new Map(s.h.entities);
      expire(s.h, s.facility, NEXT_MONTH);
      const { facts } = s.h.commit<'certificates.released'>(OPERATOR, (context) =>
        decideReleaseCertificates(seen, s.project, context),
      );
      expect(facts).toMatchObject({ quantity: 5, remaining: 90 });
    },
  ],
  [
    'released-credited',
    'released though its reductions are issued',
    (s, later) => {
      freeze(s.h, s.project);
      status(s, later, 'deregistered');
      release(s.h, s.project);
      later.push({
        at: s.h.leaves.length - 1,
        given: { [reportEntity(REPORT)]: { vintages: [vintage(2026, 60, { issued: 60 })] } },
      });
    },
  ],
  ['report-unknown', 'cancelled for no report', cancelledWith(() => ({ report: `m-${'0'.repeat(20)}` }))],
  ['cancelled-for-report', "for another's project", cancelledWith(({ twin }) => ({ project: twin }))],
  ['cancelled-for-report', 'of another facility', cancelledWith(({ second }) => ({ facility: second }))],
  ['cancelled-for-report', 'by the generator', cancelledWith(() => ({}), { role: 'generator' })],
  ['cancelled-for-report', 'of a kind of energy', cancelledWith(() => ({ energy: 'on-grid' }))],
  [
    'cancelled-for-report',
    'before anything was applied for',
    (s, later) => {
      cancelledWith(() => ({}))(s, later);
      later.push({ at: s.h.leaves.length - 1, given: { [reportEntity(REPORT)]: { status: 'verified' } } });
    },
  ],
  ['units-not-owned', "from another's account", cancelledWith(({ buyer }) => ({ account: buyer.account }))],
  ['freezing-counts', 'cancelled, and some said to be left', cancelledWith(() => ({ remaining: 1 }))],
  [
    'registered-unfrozen',
    'registered with certificates that nobody froze',
    (s) => {
      freeze(s.h, s.project);
      s.h.forge(OPERATOR, thawed(s));
      s.h.commit(OPERATOR, (context) => decideRegisterProject(blind(s), s.project, { code: 'R-7' }, context));
    },
  ],
  [
    'power-credited-twice',
    'issued though another report has the power',
    (s, later) => {
      const credited = [{ report: `m-${'0'.repeat(20)}`, from: '2026-10-31', to: '2026-11-30' }];
      freeze(s.h, s.project);
      status(s, later, 'registered');
      cancelForReport(s.h, REPORT);
      s.h.commit(OPERATOR, (context) =>
        decideIssueReport(s.h.entities, { report: REPORT, vintage: 2026, lanes: 1 }, context),
      );
      later.push({ at: s.h.leaves.length - 1, given: { [facilityEntity(s.facility)]: { credited } } });
    },
  ],
  [
    'issued-uncancelled',
    'issued with certificates that nobody cancelled',
    (s, later) => {
      freeze(s.h, s.project);
      status(s, later, 'registered');
      s.h.commit(OPERATOR, (context) =>
        decideIssueReport(blind(s), { report: REPORT, vintage: 2026, lanes: 1 }, context),
      );
    },
  ],
];

function forgeFrozen({ h, project, facility }: FreezingHistory, batch: string, from: number, to: number) {
  const [{ state }] = h.blocks().filter((each) => each.state.batch === batch && each.state.from === from) as [
    ReturnType<typeof h.blocks>[number],
  ];
  const block = h.entities.get(`block:${batch}/${from}`)!;
  const since = state.since !== block.commit ? { since: state.since } : {};
  h.forge(OPERATOR, {
    type: 'certificates.frozen',
    facts: {
      project,
      facility,
      crediting: { from: '2026-10-01', to: '2036-09-30' },
      quantity: to - from + 1,
      items: [{ batch, ranges: [{ from, to, ...since }] }],
    },
    advances: [`block:${batch}/${from}`, facilityEntity(facility)],
  });
}

/** One block given back, though nothing ended: the facility stays frozen. */
const thawed = ({ project, facility, october }: FreezingHistory) => ({
  type: 'certificates.released' as const,
  facts: {
    project,
    facility,
    quantity: 30,
    remaining: 60,
    items: [{ batch: october, ranges: [{ from: 1, to: 30 }] }],
  },
  advances: [`block:${october}/1` as const, facilityEntity(facility)],
});

const sound: [string, Fault][] = [
  [
    'frozen, registered, cancelled and issued',
    (s, later) => {
      freeze(s.h, s.project);
      s.h.commit(OPERATOR, (context) =>
        decideRegisterProject(s.h.entities, s.project, { code: 'R-7' }, context),
      );
      generate(s, { month: '2026-10', energy: 'self-use', kilowattHours: 7000 });
      cancelForReport(s.h, REPORT);
      s.h.commit(OPERATOR, (context) =>
        decideIssueReport(s.h.entities, { report: REPORT, vintage: 2026, lanes: 1 }, context),
      );
      expect(later).toEqual([]);
    },
  ],
  ['frozen and released', releasedWith(() => ({}))],
  [
    'frozen by a decision that saw an offer which is accepted just before',
    (s) => {
      const items = [{ batch: s.october, from: 1, to: 30 }];
      const offer = s.h.offer(
        { from: s.owner.account, to: s.buyer.account, items },
        as(s.owner.id, 'generator'),
      );
      const seen = new Map(s.h.entities);
      s.h.endTransfer(offer.id, 'accept', as(s.buyer.id));
      const { facts } = s.h.commit<'certificates.frozen'>(OPERATOR, (context) =>
        decideFreezeCertificates(seen, s.project, context),
      );
      expect(facts).toMatchObject({ quantity: 60 });
    },
  ],
  ['frozen and cancelled', cancelledWith(() => ({}))],
];

describe('an audit', () => {
  it.each(sound)('finds nothing wrong: %s', (_, history) => {
    const s = freezingHistory();
    const later: Later = [];
    history(s, later);
    expect(audited(s, later)).toEqual([]);
  });

  it.each(faults)('finds %s: %s', (rule, _, fault) => {
    const s = freezingHistory();
    const later: Later = [];
    fault(s, later);
    expect(audited(s, later).map((each) => each.rule)).toContain(rule);
  });
});
