/**
 * DOMAIN §2: one piece of land, once. The leaf has the boundary's digest; with the boundary itself the audit
 * measures, covers and compares it anew. The cells that the log has shown give the projects to compare with.
 */
import { periodsOverlap } from '../../../../shared/base/day.ts';
import { areaSquareMetres } from '../../../../shared/land/area.ts';
import { footprintOf } from '../../../../shared/land/cells.ts';
import type { Boundary } from '../../../../shared/land/multi-polygon.ts';
import { isIntricate, overlapOf } from '../../../../shared/land/overlap.ts';
import { projectEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { FINAL } from '../../../../shared/sinks/lifecycle/status.ts';
import { standardRow } from '../../../../shared/sinks/standard.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

type Published = EventOfType<'design.published'>;

export function checkLand(live: LiveState, event: Published, state: ProjectState, violates: Violates): void {
  const { boundary: digest, degrees, cells } = event.facts;
  if (!isConsistent(degrees, cells)) violates('footprint-inconsistent');
  const boundary = live.boundaries?.(digest);
  if (!boundary) {
    live.landUnchecked++;
    return;
  }
  live.landChecked++;
  const area = Math.round(areaSquareMetres(boundary));
  if (area !== event.facts.areaSquareMetres)
    violates('boundary-area', { areaSquareMetres: event.facts.areaSquareMetres, expected: area });
  const footprint = footprintOf(boundary);
  if (footprint?.degrees.join() !== degrees.join() || footprint.cells.join() !== cells.join())
    violates('boundary-footprint');
  // Neighbours are found by the boundary's own cells: the leaf's may hide one.
  checkOthers(live, event, state, boundary, footprint?.cells ?? cells, violates);
}

function checkOthers(
  live: LiveState,
  { facts: { project, crediting } }: Published,
  { methodology, standard }: ProjectState,
  boundary: Boundary,
  cells: readonly string[],
  violates: Violates,
): void {
  for (const id of live.footprints.near(cells)) {
    const other = live.state(projectEntity(id));
    if (id === project || !other?.design) continue;
    const deregistered =
      other.status === 'deregistered' &&
      other.standard === standard &&
      standardRow(standard).deregistrationFinal !== undefined &&
      other.methodology === methodology;
    // An ended project keeps the land of the units that it issued.
    const reported = other.issued > 0 ? (other.periods ?? []) : [];
    const credited = FINAL.has(other.status) ? reported : [other.design.crediting];
    const rival = credited.some((period) => periodsOverlap(period, crediting));
    if (!deregistered && !rival) continue;
    const land = live.boundaries?.(other.design.boundary);
    const overlap = land && overlapOf(boundary, land);
    if (!overlap) continue;
    if (isIntricate(overlap)) {
      violates('land-too-intricate', { project: id }, projectEntity(id));
      continue;
    }
    const seen = { project: id, hectares: (overlap.squareMetres / 10_000).toFixed(4) };
    violates(deregistered ? 'deregistered-land' : 'land-overlap', seen, projectEntity(id));
  }
}

/** Sorted, unique, no cell within another; the degrees are those of the cells. */
function isConsistent(degrees: readonly string[], cells: readonly string[]): boolean {
  const ascends = (names: readonly string[]) => names.every((name, i) => i === 0 || names[i - 1]! < name);
  // In this order, cells within a cell stand right behind it.
  const apart = cells.every((cell, i) => i === 0 || !cell.startsWith(cells[i - 1]!));
  const within = [...new Set(cells.map((cell) => cell.slice(0, cell.indexOf('/'))))].sort();
  return ascends(degrees) && ascends(cells) && apart && within.join() === degrees.join();
}
