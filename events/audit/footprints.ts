/**
 * The projects with land near some land, of those that the log has shown so far: a set per
 * cell and per branch.
 */
import { prefixesOf } from '../../shared/land/cells.ts';

export class Footprints {
  /** Projects that have exactly this cell. */
  private readonly at = new Map<string, Set<string>>();
  /** Projects that have this cell or a cell within it. */
  private readonly within = new Map<string, Set<string>>();

  add(cell: string, project: string): void {
    addTo(this.at, cell, project);
    for (const each of [cell, ...prefixesOf(cell)]) addTo(this.within, each, project);
  }

  /** Projects with one of the cells, a part of one, or a cell that contains one. */
  near(cells: readonly string[]): Set<string> {
    const found = new Set<string>();
    for (const cell of cells) {
      for (const project of this.within.get(cell) ?? []) found.add(project);
      for (const above of prefixesOf(cell))
        for (const project of this.at.get(above) ?? []) found.add(project);
    }
    return found;
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
