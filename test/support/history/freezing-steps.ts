/**
 * Histories of certificates that expire, and of a power project's. The way of a project to its application is
 * long and not the matter here: an imported one is given that state by hand, with a report, in the history
 * and the replay alike.
 */
import { Replay } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { type Entity, projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import type { ProjectStatus } from '../../../shared/sinks/lifecycle/status.ts';
import type { ReportState } from '../../../shared/sinks/states.ts';
import { ORIGIN } from '../log/log.ts';
import { nativeProject, vintage } from '../states/native.ts';
import { commitNamed, entity } from '../states/states.ts';
import { History } from './history.ts';
import { generate, MONTH, NEXT_MONTH, type PowerHistory, register } from './power-steps.ts';

const CREDITING = { from: '2026-10-01', to: '2036-09-30' };
const PERIOD = { from: '2026-10-01', to: '2026-10-31' };
export const REPORT = deriveId('m', commitNamed('a report'));

/**
 * Certificates: 100 of September in two blocks, which is before the crediting period, and 90
 * of October in three.
 */
export function freezingHistory(status: ProjectStatus = 'registration-requested') {
  const h = new History();
  const owner = h.organization({ name: '光热发电', roles: ['developer', 'generator'] });
  const buyer = h.organization({ name: '铜业' });
  const other = h.organization({ name: '他家', roles: ['generator', 'grid'] });
  const grid = h.organization({ name: '电网', roles: ['grid'] }).id;
  const named = { h, owner, grid, other, authority: grid };
  const s: PowerHistory = { ...named, facility: register(named) };
  const before = generate(s, { month: MONTH, kilowattHours: 100_000 }, { lanes: 2 }).issued!.batch;
  const october = generate(s, { month: NEXT_MONTH, kilowattHours: 90_000 }, { lanes: 3 }).issued!.batch;
  const project = h.project({ developer: owner.id, methodology: 'CCER-01-001-V01', category: 'energy' });
  const [twin, second] = [h.project({ developer: owner.id }), register(named)];
  const design = { ...nativeProject('CCER').state.design, crediting: CREDITING };
  const state: ReportState = {
    project,
    period: PERIOD,
    status: 'issuance-requested',
    documents: [],
    vintages: [vintage(2026, 60)],
  };
  /** By entity, what is given by hand after the leaves so far; the report is born so. */
  const given: Record<string, object> = {
    [projectEntity(project)]: {
      status,
      facility: s.facility,
      design,
      areaSquareMetres: 10_000,
      periods: [{ ...PERIOD, report: REPORT }],
    },
    [projectEntity(twin)]: { status, facility: s.facility, design },
    [reportEntity(REPORT)]: state,
  };
  give(h.entities, given);
  return { ...s, buyer, before, october, project, twin, second, given, arranged: h.leaves.length };
}
export type FreezingHistory = ReturnType<typeof freezingHistory>;

/** Later by hand as well: what is given holds from the leaf at which it is given. */
export function give(entities: Map<string, Entity>, given: Record<string, object>): void {
  for (const [id, members] of Object.entries(given)) {
    const known = entities.get(id);
    if (known) known.state = { ...known.state, ...members };
    else entities.set(id, entity(members as ReportState, 1, commitNamed(id)));
  }
}

/** The replay of the history's leaves, with what it finds. */
export function audited(
  { h, given, arranged }: FreezingHistory,
  later: readonly { at: number; given: Record<string, object> }[] = [],
): Violation[] {
  const replay = new Replay({ log: ORIGIN });
  const found: Violation[] = [];
  const live = replay.live.entities as unknown as Map<string, Entity>;
  for (const [index, leaf] of h.leaves.entries()) {
    for (const each of [{ at: arranged, given }, ...later])
      if (each.at === index)
        give(live, Object.fromEntries(Object.entries(each.given).map(([id, m]) => [id, { ...m }])));
    found.push(...replay.apply(index, leaf));
  }
  return [...found, ...replay.finish()];
}
