/** Units in the whole history: reports, issuance, losses, sales, pledges. */
import { chinaDate } from '../../../shared/base/day.ts';
import { organizationEntity, read, transferEntity } from '../../../shared/ledger/entity.ts';
import { decideDivideIncome } from '../../../shared/units/divide-income.ts';
import { decideProposePledge } from '../../../shared/units/propose-pledge.ts';
import { disclose } from './disclosure-steps.ts';
import { as, type History } from './history.ts';
import { FEN, SEALED } from './income-steps.ts';
import type { LifecycleHistory } from './lifecycle-steps.ts';
import { proposePledge, stepPledge } from './pledge-steps.ts';
import { admit, commentOpenly } from './public-comment-steps.ts';
import * as reports from './report-steps.ts';

const SALT = new Uint8Array(32).fill(9);
const AMOUNTS_MORE = [
  { vintage: 2023, kilograms: 600_500 },
  { vintage: 2024, kilograms: 1_000_999 },
];
const AMOUNTS_LESS = [
  { vintage: 2023, kilograms: 490_000 },
  { vintage: 2024, kilograms: 1_000_999 },
];

type Named = ReturnType<History['organization']>;

export function reportsOf(s: LifecycleHistory, ccer: string, vcs: string): reports.ReportHistory {
  const { h, validator, second, regulator } = s;
  const named = (id: string): Named => ({ id, account: accountOf(h, id) });
  return {
    h,
    validator,
    regulator,
    ccer,
    vcs,
    developer: named(s.developer),
    other: named(s.other),
    verifier: second,
    buffer: '',
    otherBatch: '',
    given: {},
    arranged: 0,
  };
}

/**
 * Reports, issued, corrected both ways, refused; losses that the buffer covers, and doesn't.
 * Returns a CCER batch.
 */
export function issuances(r: reports.ReportHistory): string {
  const { h } = r;
  reports.refuse(r, reports.submit(r, r.ccer));
  const report = reports.submit(r, r.ccer);
  reports.comment(r, report);
  commentOpenly(r, report);
  admit(r, report, 1);
  reports.verify(r, report);
  reports.request(r, report);
  const { batch } = reports.issue(r, report, 2024, 4).facts;
  reports.issue(r, report, 2023);
  reports.correct(r, report, AMOUNTS_LESS);
  const excess = reports.projectState(r, r.ccer).excess ?? 0;
  reports.cancel(r, {
    project: r.ccer,
    cause: 'over-issuance',
    report,
    items: [{ batch, quantity: excess - 1 }],
  });
  reports.cancel(r, { project: r.ccer, cause: 'over-issuance', report, items: [{ batch, quantity: 1 }] });
  const whole = reports.issueWhole(r, r.vcs);
  reports.correct(r, whole.report, AMOUNTS_MORE);
  reports.request(r, whole.report);
  reports.issue(r, whole.report);
  reports.reverse(r, 99_500);
  const { buffered = [] } = reports.projectState(r, r.vcs);
  const left = buffered.reduce((units, { from, to }) => units + to - from + 1, 0);
  reports.reverse(r, 1000 * (left + 10));
  const vintage = whole.batches.get(2024)!;
  reports.cancel(r, { cause: 'reversal', items: [{ batch: vintage, quantity: 10 }] });
  // What follows a loss: an issuance with a buffer of its own.
  reports.issueWhole(r, r.vcs, { from: '2025-01-01', to: '2025-12-31' }, [
    { vintage: 2025, kilograms: 50_500 },
  ]);
  reports.submit(r, r.ccer, { from: '2025-01-01', to: '2025-12-31' }, [{ vintage: 2025, kilograms: 5000 }]);
  h.wait(1);
  return batch;
}

/** First sales, one divided; an own transfer without a price. */
export function sales({ h, developer }: reports.ReportHistory, copper: Named, batch: string): void {
  const offer = (quantity: number, sealed?: string) =>
    h.offer(
      {
        from: developer.account,
        to: copper.account,
        items: [{ batch, quantity }],
        ...(sealed && { sealed }),
      },
      as(developer.id, 'developer'),
    ).id;
  const sale = offer(100, SEALED);
  h.endTransfer(sale, 'accept', as(copper.id));
  h.wait(3);
  h.commit<'income.divided'>(as(developer.id, 'developer'), (context) => {
    const settledOn = chinaDate(context.at);
    return decideDivideIncome(h.entities, { transfer: sale, settledOn, fen: FEN, salt: SALT }, context);
  });
  const waiting = offer(50, SEALED);
  h.endTransfer(waiting, 'accept', as(copper.id));
  h.endTransfer(offer(5), 'accept', as(copper.id));
  if (!read(h.entities, transferEntity(waiting))?.state.primary) throw new Error('no first sale');
}

/** Every end that a pledge may have, and two that last. */
export function pledges({ h, developer, other }: reports.ReportHistory, bank: Named, batch: string): void {
  const propose = (quantity: number) =>
    proposePledge(
      h,
      { from: developer.account, to: bank.account, items: [{ batch, quantity }] },
      as(developer.id, 'developer'),
    );
  for (const end of ['release', 'enforce'] as const) {
    const pledge = propose(11);
    stepPledge(h, pledge, 'accept', bank.id);
    stepPledge(h, pledge, end, bank.id);
  }
  stepPledge(h, propose(12), 'reject', bank.id);
  stepPledge(h, propose(13), 'withdraw', developer.id);
  stepPledge(h, propose(14), 'accept', bank.id);
  const { id } = h.commit<'pledge.proposed'>(as(developer.id, 'developer'), (context) => {
    const items = [{ batch, quantity: 15 }];
    const command = { from: developer.account, to: bank.account, items, sealed: SEALED };
    return decideProposePledge(h.entities, h.held(developer.account), command, context);
  });
  disclose(h, as(bank.id, 'financier'), { subject: { kind: 'pledge', id }, to: other.id });
}

export function accountOf(h: History, organization: string): string {
  return read(h.entities, organizationEntity(organization))?.state.account ?? '';
}
