/** What a step of a year asks of the registry, and what the books expect of the answer. */
import type { Random } from '../../fuzz/random.ts';
import type { Caller } from '../probes/api.ts';
import type { Books, Cast } from './founding.ts';

export interface Attempt {
  /** What is tried, for the tally. */
  kind: string;
  request: string;
  caller: Caller;
  body?: object;
  headers?: Record<string, string>;
  /** Every rule that the books see broken; none where it has to be accepted. */
  why: readonly string[];
  /** Enters what was accepted into the books; throws where the answer isn't theirs. */
  // biome-ignore lint/suspicious/noExplicitAny: a wrong shape of an answer fails the test.
  took?: (answer: any) => void;
}

export interface Scene {
  cast: Cast;
  books: Books;
  dice: Random;
}

/** A step: attempts in turn, each decided before the next. */
export type Step = (scene: Scene) => Generator<Attempt, void, void>;

/** Throws where an answer isn't what the books have. */
export function same(what: string, answered: unknown, expected: unknown): void {
  const [a, b] = [answered, expected].map((value) => JSON.stringify(sorted(value)));
  if (a !== b) throw new Error(`${what}: the registry has ${a}, the books ${b}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
