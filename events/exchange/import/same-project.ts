/** Whether a project of the registry is the one that a row names, and told alike. */
import { RowError } from './row-error.ts';
import type { Project } from './sink-registry.ts';

/** Registered here, and named in the export by its code or its id. */
export const isOurs = ({ id, code, origin }: Project, wanted: string): boolean =>
  origin === undefined && (code ?? id) === wanted;

/** The registry keeps its data; a row that differs gets an error. The status may have moved on meanwhile. */
export function requireSame(found: Project, wanted: Record<string, string | undefined>): void {
  const { name, methodology, type, category, developer, origin } = found;
  const source = origin?.source;
  const there: Record<string, string | undefined> = {
    name,
    methodology,
    type,
    category,
    developer,
    source,
  };
  const differing = Object.keys(wanted).filter((member) => there[member] !== wanted[member]);
  if (differing.length === 0) return;
  const list = differing.map((member) => `${member} "${there[member]}" ≠ "${wanted[member]}"`).join('; ');
  throw new RowError({
    zh: `已登记为 ${found.id}，与本行不同：${list}`,
    en: `registered already as ${found.id}, not as here: ${list}`,
  });
}
