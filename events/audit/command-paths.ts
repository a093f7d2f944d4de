/**
 * Whether a signed request asks for an event: the paths are the catalogue's own. The routes in functions/ are
 * the writer's; test/unit/command-paths.test.ts compares the two tables.
 */
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { catalogue } from './catalogue.ts';

/**
 * Whether a request to that path asks for this event: the type matches, and the event names the path's ids.
 */
export function asksFor(path: string, { type, facts, advances }: RegistryEvent): boolean {
  const parts = path.split('/').slice(2);
  const template = catalogue[type].paths.find((each) => fits(each.split('/'), parts));
  if (template === undefined) return false;
  const named = JSON.stringify(facts);
  const wanted = template.split('/');
  return parts.every(
    (part, i) =>
      wanted[i] !== '*' ||
      named.includes(`"${part}"`) ||
      advances.some(({ entity }) => entity.includes(`:${part}`) || entity.endsWith(`/${part}`)),
  );
}

const fits = (template: readonly string[], parts: readonly string[]): boolean =>
  template.length === parts.length && template.every((word, i) => word === '*' || word === parts[i]);
