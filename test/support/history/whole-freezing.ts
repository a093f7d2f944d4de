/** CCER projects in the whole history of power: one is refused, and one earns. */
import { decideReserveProject } from '../../../shared/sinks/reserve-project.ts';
import { surveyOf } from '../../../shared/sinks/survey.ts';
import { boundaryOf } from '../land/banners.ts';
import { square } from '../probes/lifecycle.ts';
import { acceptVersion, proposeAgreement, sharesOf } from './agreement-steps.ts';
import { as, type History } from './history.ts';
import { registerParcel } from './land-steps.ts';
import {
  develop,
  type LifecycleHistory,
  move,
  type Project,
  publish,
  register,
  request,
  validate,
} from './lifecycle-steps.ts';
import * as reports from './report-steps.ts';
import { cancelForReport, freeze, generate, type Plant, release } from './whole-power-steps.ts';
import { reportsOf } from './whole-units.ts';

type Named = ReturnType<History['organization']>;

export interface FrozenPlant {
  s: LifecycleHistory;
  /** Its owner develops projects, too; it has certificates of 2025-08, 2025-09 and of the mechanism price. */
  plant: Plant;
  buyer: Named;
  /** A batch of 2025-09. */
  batch: string;
}

const METHODOLOGY = 'CCER-01-001-V01';
const CREDITING = { from: '2025-08-01', to: '2035-07-31' };
const PERIOD = { from: '2025-08-01', to: '2025-09-30' };
const AMOUNTS = [{ vintage: 2025, kilograms: 90_000 }];

function reservePower({ h, holder }: LifecycleHistory, plant: Plant, geometry: object): Project {
  const land = surveyOf([{ parcel: 'l', boundary: boundaryOf(geometry) }]);
  const { areaSquareMetres, boundary } = land.land;
  const parcel = registerParcel(h, plant.owner, { holder, type: 'energy', areaSquareMetres, boundary });
  const command = {
    name: '光热电站',
    standard: 'CCER' as const,
    methodology: METHODOLOGY,
    parcels: [parcel],
    facility: plant.facility,
  };
  const { facts } = h.commit<'project.reserved'>(as(plant.owner, 'developer'), (context) =>
    decideReserveProject(h.entities, command, context),
  );
  return { project: facts.project, land };
}

function requestRegistration(s: LifecycleHistory, project: Project): void {
  develop(s, project);
  publish(s, project, { startedOn: '2024-06-01', crediting: CREDITING });
  s.h.wait(36);
  validate(s, project);
  request(s, project);
}

export function freezing({ s: lifecycle, plant, buyer, batch }: FrozenPlant): void {
  const { h } = lifecycle;
  const parties = sharesOf(plant.owner, lifecycle.holder);
  const agreement = proposeAgreement(h, plant.owner, { parties, effectiveFrom: '2026-01-01' });
  acceptVersion(h, lifecycle.holder, agreement);
  const s: LifecycleHistory = { ...lifecycle, developer: plant.owner, agreement };
  refusedProject(s, plant);
  const project = reservePower(s, plant, square(118.8, 41));
  requestRegistration(s, project);
  const items = [{ batch, quantity: 7 }];
  const offer = h.offer({ from: plant.account, to: buyer.account, items }, as(plant.owner, 'generator'));
  freeze(h, project.project);
  h.endTransfer(offer.id, 'reject', as(buyer.id));
  freeze(h, project.project);
  register(s, project, 'CCER-P-1');
  generate(h, plant, { month: '2025-10', kilowattHours: 12_000, lanes: 2 });
  reductions(s, plant, project);
}

/** Frozen for it, and given back when the registry refuses it. */
function refusedProject(s: LifecycleHistory, plant: Plant): void {
  const project = reservePower(s, plant, square(118.7, 41));
  requestRegistration(s, project);
  freeze(s.h, project.project);
  move(s, project, 'refuse');
  release(s.h, project.project);
}

/**
 * Its reductions cancel the certificates of their months, also one that comes late; the
 * others are given back.
 */
function reductions(s: LifecycleHistory, plant: Plant, project: Project): void {
  const { h } = s;
  const r = reportsOf(s, project.project, project.project);
  const report = reports.submit(r, project.project, PERIOD, AMOUNTS);
  reports.verify(r, report, AMOUNTS);
  reports.request(r, report);
  cancelForReport(h, report);
  cancelForReport(h, report);
  reports.issue(r, report, 2025);
  generate(h, plant, { month: '2025-09', kilowattHours: 33_000, reason: '补录' });
  cancelForReport(h, report);
  generate(h, plant, { month: '2025-08', kilowattHours: 42_000, reason: '补录' });
  move(s, project, 'deregister');
  release(h, project.project);
}
