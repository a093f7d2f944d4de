/** Holds what a route answers against the problems that the API's description lists for it. */
import { problemType } from '../../../functions/http/problem.ts';
import { allEndpoints } from '../../../functions/reference/endpoints.ts';
import { problemsOf } from '../../../functions/reference/problems/problems-of.ts';
import type { Route } from '../../../functions/routes.ts';

const listed = new Map<string, ReadonlySet<string>>();

/** @throws Error where the route answers a problem that its description doesn't list */
export function requireListed(route: Route, problem: { type?: string }): void {
  const key = `${route.method} ${route.path}`;
  if (!listed.has(key)) {
    const names = [...problemsOf(route, allEndpoints()[key]!), 'internal'];
    listed.set(key, new Set(names.map(problemType)));
  }
  if (!listed.get(key)?.has(problem.type ?? ''))
    throw new Error(`${key} answers ${problem.type}, which /openapi.json doesn't list for it`);
}
