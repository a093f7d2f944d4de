/**
 * Steps of histories about reports, issuance, reversals and cancellations. The way of a project to its
 * registration is long and not the matter here: imported ones are given the state of registered ones by hand,
 * in the history and in the replay alike.
 */
import { Replay } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import {
  accountEntity,
  blockEntity,
  type Entity,
  projectEntity,
  read,
  reportEntity,
} from '../../../shared/ledger/entity.ts';
import type { VintageAmount, VintageTonnes } from '../../../shared/sinks/facts-report.ts';
import {
  decideIssueReport,
  decideRequestIssuance,
  openQuantities,
} from '../../../shared/sinks/issue-report.ts';
import { decideComment } from '../../../shared/sinks/receive-comment.ts';
import { decideRecordReversal } from '../../../shared/sinks/record-reversal.ts';
import type { ProjectState, ReportState } from '../../../shared/sinks/states.ts';
import { decideSubmitReport } from '../../../shared/sinks/submit-report.ts';
import {
  decideCorrectReport,
  decideRefuseReport,
  decideVerifyReport,
} from '../../../shared/sinks/verify-report.ts';
import { type CancelUnits, decideCancelUnits } from '../../../shared/units/cancel-units.ts';
import type { Candidate } from '../../../shared/units/selection.ts';
import { ORIGIN } from '../log/log.ts';
import { nativeProject, someDocument } from '../states/native.ts';
import { accredit } from './accreditation-steps.ts';
import { as, type By, History, OPERATOR } from './history.ts';
import { said } from './said.ts';

/** So many days before the usual start, so that the working-day calendar reaches behind all that is due. */
const EARLIER_DAYS = -200;

export const PERIOD = { from: '2023-07-01', to: '2024-12-31' };
export const AMOUNTS: VintageAmount[] = [
  { vintage: 2023, kilograms: 500_999 },
  { vintage: 2024, kilograms: 1_000_999 },
];
export const RISK = 1500;

/** A CCER and a VCS project, registered; nothing is reported yet. */
export function reportHistory() {
  const h = new History();
  h.wait(EARLIER_DAYS);
  const developer = h.organization({ name: '市农投集团', roles: ['developer'] });
  const other = h.organization({ name: '旗农投', roles: ['developer'] });
  const validator = h.organization({ name: '审定机构', roles: ['verifier'] }).id;
  const verifier = h.organization({ name: '核查机构', roles: ['verifier'] }).id;
  const regulator = h.organization({ name: '主管部门', roles: ['regulator'] }).id;
  accredit(h, regulator, verifier);
  const buffer = h.organization({ name: '缓冲' }).account;
  const ccer = h.project({ developer: developer.id });
  const forest = { standard: 'VCS', methodology: 'VM0047', category: 'forest' } as const;
  const vcs = h.project({ developer: developer.id, ...forest });
  const otherBatch = h.issue({ project: h.project({ developer: developer.id, ...forest }), quantity: 500 });
  const registered = (standard: 'CCER' | 'VCS') => {
    const { status, design } = nativeProject(standard).state;
    const stated = { ...design, validator };
    return { status, design: stated, validation: { validator, document: 'd'.repeat(64) }, code: standard };
  };
  /** By entity, what is given by hand after the leaves so far. */
  const given: Record<string, object> = {
    [projectEntity(ccer)]: registered('CCER'),
    [projectEntity(vcs)]: { ...registered('VCS'), buffer },
    [accountEntity(buffer)]: { organization: developer.id, buffer: vcs },
  };
  give(h.entities, given);
  return {
    h,
    developer,
    other,
    validator,
    verifier,
    regulator,
    buffer,
    ccer,
    vcs,
    /** Imported, of the same instrument as the VCS project's, held by the developer. */
    otherBatch,
    given,
    arranged: h.leaves.length,
  };
}
export type ReportHistory = ReturnType<typeof reportHistory>;

function give(entities: Map<string, Entity>, given: Record<string, object>): void {
  for (const [id, members] of Object.entries(given)) {
    const entity = entities.get(id);
    if (entity) entity.state = { ...entity.state, ...members };
  }
}

/** The replay of the history's leaves, with what it finds. */
export function audited({ h, given, arranged }: ReportHistory): Violation[] {
  const replay = new Replay({ log: ORIGIN });
  const found: Violation[] = [];
  for (const [index, leaf] of h.leaves.entries()) {
    if (index === arranged) give(replay.live.entities, given);
    found.push(...replay.apply(index, leaf));
  }
  return [...found, ...replay.finish()];
}

const byDeveloper = ({ developer }: ReportHistory): By => as(developer.id, 'developer');
export const byVerifier = ({ verifier }: ReportHistory): By => ({
  org: verifier,
  role: 'verifier',
  scope: 'any',
});

export const reportState = ({ h }: ReportHistory, report: string): ReportState =>
  read(h.entities, reportEntity(report))!.state;
export const projectState = ({ h }: ReportHistory, project: string): ProjectState =>
  read(h.entities, projectEntity(project))!.state;

export function submit(s: ReportHistory, project = s.ccer, period = PERIOD, amounts = AMOUNTS): string {
  const command = { project, period, amounts, document: someDocument };
  return s.h.commit<'report.submitted'>(byDeveloper(s), (context) =>
    decideSubmitReport(s.h.entities, command, context),
  ).facts.report;
}

export const comment = (s: ReportHistory, report: string) =>
  s.h.commit(as(s.other.id, 'developer'), (context) => decideComment(s.h.entities, report, said(), context));

/** Verifies, all comments adopted; a report that is published, the day after. */
export function verify(
  s: ReportHistory,
  report: string,
  amounts = AMOUNTS,
  riskBasisPoints: number | undefined = projectState(s, reportState(s, report).project).buffer
    ? RISK
    : undefined,
) {
  const { window, comments = 0 } = reportState(s, report);
  if (window) s.h.wait(40);
  const treatments = Array.from({ length: comments }, (_, i) => ({
    comment: i + 1,
    treatment: 'adopted' as const,
  }));
  const command = { report, document: someDocument, amounts, treatments, riskBasisPoints };
  return s.h.commit<'report.verified'>(byVerifier(s), (context) =>
    decideVerifyReport(s.h.entities, command, context),
  );
}

export const refuse = (s: ReportHistory, report: string) =>
  s.h.commit<'report.refused'>(byVerifier(s), (context) =>
    decideRefuseReport(s.h.entities, { report, reason: '不实' }, context),
  );

export const request = (s: ReportHistory, report: string, quantities?: VintageTonnes[]) =>
  s.h.commit<'issuance.requested'>(byDeveloper(s), (context) =>
    decideRequestIssuance(
      s.h.entities,
      { report, quantities: quantities ?? openQuantities(reportState(s, report)) },
      context,
    ),
  );

export const issue = (s: ReportHistory, report: string, vintage = 2023, lanes = 1) =>
  s.h.commit<'units.issued'>(OPERATOR, (context) =>
    decideIssueReport(s.h.entities, { report, vintage, lanes }, context),
  );

export const correct = (s: ReportHistory, report: string, amounts: VintageAmount[]) =>
  s.h.commit<'report.corrected'>(byVerifier(s), (context) =>
    decideCorrectReport(s.h.entities, { report, document: someDocument, amounts, reason: '更正' }, context),
  );

export const reverse = (s: ReportHistory, kilograms: number, project = s.vcs) =>
  s.h.commit<'reversal.recorded'>(OPERATOR, (context) => {
    const blocks = (projectState(s, project).buffered ?? []).map(
      ({ batch, from }) => s.h.entities.get(blockEntity(batch, from)) as Candidate,
    );
    const command = {
      project,
      cause: 'fire',
      occurredOn: '2026-01-01',
      kilograms,
      document: someDocument,
    } as const;
    return decideRecordReversal(s.h.entities, blocks, command, context);
  });

export const cancel = (
  s: ReportHistory,
  command: Pick<CancelUnits, 'cause' | 'items'> & Partial<CancelUnits>,
) =>
  s.h.commit<'units.cancelled'>(byDeveloper(s), (context) => {
    const whole = { project: s.vcs, account: s.developer.account, reason: '补足', ...command };
    return decideCancelUnits(s.h.entities, s.h.held(whole.account), whole, context);
  });

/** A report that is issued whole; returns it and its batches by vintage. */
export function issueWhole(s: ReportHistory, project = s.vcs, period = PERIOD, amounts = AMOUNTS) {
  const report = submit(s, project, period, amounts);
  verify(s, report, amounts);
  const { facts } = request(s, report);
  const batches = facts.quantities.map(
    ({ vintage }) => [vintage, issue(s, report, vintage).facts.batch] as const,
  );
  return { report, batches: new Map(batches) };
}
