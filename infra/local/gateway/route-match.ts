/** Where a request goes: the route, and the values of its path's variables, percent-decoded. */
export interface RouteMatch<T> {
  route: T;
  pathParameters: Record<string, string>;
}

type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; name: string }
  | { kind: 'greedy'; name: string };

/** Smaller is more specific. */
const rank = { text: 0, variable: 1, greedy: 2 } as const;
/** The key of the route for requests that no other route takes. */
const DEFAULT_KEY = '$default';

interface Compiled<T> {
  method: string;
  segments: Segment[];
  route: T;
}

function compileSegment(text: string): Segment {
  const variable = /^\{([^{}+]+)(\+?)\}$/.exec(text);
  if (!variable?.[1]) return { kind: 'text', text };
  return { kind: variable[2] ? 'greedy' : 'variable', name: variable[1] };
}

function compile<T extends { routeKey: string }>(route: T): Compiled<T> {
  const parts = /^([A-Z]+) \/(.*)$/.exec(route.routeKey);
  if (!parts) throw new Error(`route key ${route.routeKey} is not METHOD /path`);
  const [, method = '', path = ''] = parts;
  const segments = path.split('/').map(compileSegment);
  if (segments.slice(0, -1).some(({ kind }) => kind === 'greedy')) {
    throw new Error(`route key ${route.routeKey}: a greedy variable must stand last`);
  }
  return { method, segments, route };
}

/** Text before variable before greedy, from left to right; then a method by name before ANY. */
function bySpecificity<T>(a: Compiled<T>, b: Compiled<T>): number {
  for (let i = 0; i < Math.min(a.segments.length, b.segments.length); i++) {
    const [left, right] = [a.segments[i], b.segments[i]];
    if (left && right && left.kind !== right.kind) return rank[left.kind] - rank[right.kind];
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

/**
 * The variables' values if the path fits, else undefined. A variable stands for at least one character; a
 * greedy one also for nothing after its slash (as seen of the real one, storacha/w3infra pull request 166).
 */
function bindPath(segments: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const greedy = segments.at(-1)?.kind === 'greedy';
  if (greedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const values: [string, string][] = [];
  for (const [i, segment] of segments.entries()) {
    const text = path[i] ?? '';
    if (segment.kind === 'text') {
      if (segment.text !== text) return undefined;
      continue;
    }
    const value = segment.kind === 'greedy' ? path.slice(i).join('/') : text;
    if (value === '' && segment.kind !== 'greedy') return undefined;
    values.push([segment.name, value]);
  }
  return Object.fromEntries(values);
}

/**
 * The routes of an HTTP API, matched as API Gateway does.
 * @returns a matcher of method and percent-encoded path; it throws URIError when a segment can't be decoded
 */
export function createMatcher<T extends { routeKey: string }>(
  routes: readonly T[],
): (method: string, path: string) => RouteMatch<T> | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === DEFAULT_KEY);
  const compiled = routes
    .filter(({ routeKey }) => routeKey !== DEFAULT_KEY)
    .map(compile)
    .sort(bySpecificity);
  return (method, path) => {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    for (const candidate of compiled) {
      if (candidate.method !== method && candidate.method !== 'ANY') continue;
      const pathParameters = bindPath(candidate.segments, segments);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}
