/**
 * Event patterns, as Lambda's event source mappings and EventBridge match them: every key of a pattern must
 * match, a list matches when one of its values or operators does, and only leaves are compared. An unknown
 * pattern or operator is refused when it is compiled, not passed over when events come.
 */
export type Matches = (event: unknown) => boolean;

import { isObject } from '../../../shared/base/json.ts';

type Scalar = string | number | boolean | null;
/** Tests a leaf of the event: its scalars, several if it is a list, undefined if the leaf is absent. */
type LeafMatches = (leaf: readonly Scalar[] | undefined) => boolean;

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function refuse(what: string): never {
  throw new Error(`event pattern: ${what} is not emulated`);
}

/** Passes if some scalar of the leaf does; an absent leaf never does. */
const some =
  (test: (value: Scalar) => boolean): LeafMatches =>
  (leaf) =>
    leaf?.some(test) ?? false;

const isText =
  (test: (text: string) => boolean) =>
  (value: Scalar): boolean =>
    typeof value === 'string' && test(value);

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** `["numeric": [">", 0, "<=", 5]]`: all must hold. DynamoDB's numbers are text, so they never match. */
function numeric(argument: unknown): LeafMatches {
  if (!Array.isArray(argument) || argument.length === 0 || argument.length % 2 !== 0)
    return refuse('this numeric');
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < argument.length; i += 2) {
    const compare = comparisons[String(argument[i])];
    const bound: unknown = argument[i + 1];
    if (!compare || typeof bound !== 'number') return refuse(`numeric ${JSON.stringify(argument)}`);
    tests.push((value) => compare(value, bound));
  }
  return some((value) => typeof value === 'number' && tests.every((test) => test(value)));
}

/** The leaf is present and is none of the values, or doesn't begin or end with them. */
function anythingBut(argument: unknown): LeafMatches {
  if (isObject(argument)) {
    const inner = operator(argument);
    return (leaf) => leaf !== undefined && !inner(leaf);
  }
  const values: unknown[] = Array.isArray(argument) ? argument : [argument];
  if (!values.every(isScalar)) return refuse(`anything-but ${JSON.stringify(argument)}`);
  return (leaf) => leaf !== undefined && !leaf.some((value) => values.includes(value));
}

function text(argument: unknown, test: (value: string, given: string) => boolean): LeafMatches {
  if (typeof argument !== 'string') return refuse(`an operand ${JSON.stringify(argument)}`);
  return some(isText((value) => test(value, argument)));
}

const operators: Readonly<Record<string, (argument: unknown) => LeafMatches>> = {
  exists(argument) {
    if (typeof argument !== 'boolean') return refuse(`exists ${JSON.stringify(argument)}`);
    return (leaf) => (leaf !== undefined) === argument;
  },
  prefix: (argument) => text(argument, (value, given) => value.startsWith(given)),
  suffix: (argument) => text(argument, (value, given) => value.endsWith(given)),
  'equals-ignore-case': (argument) =>
    text(argument, (value, given) => value.toLowerCase() === given.toLowerCase()),
  'anything-but': anythingBut,
  numeric,
};

function operator(value: Record<string, unknown>): LeafMatches {
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!compile || others.length > 0) return refuse(`operator ${JSON.stringify(value)}`);
  return compile(argument);
}

function compileLeaf(alternatives: readonly unknown[]): LeafMatches {
  const tests = alternatives.map((alternative): LeafMatches => {
    if (isScalar(alternative)) return some((value) => value === alternative);
    return isObject(alternative) ? operator(alternative) : refuse(`value ${JSON.stringify(alternative)}`);
  });
  return (leaf) => tests.some((test) => test(leaf));
}

function leafOf(value: unknown): readonly Scalar[] | undefined {
  if (isScalar(value)) return [value];
  if (Array.isArray(value)) return value.filter(isScalar);
  return undefined;
}

function compileObject(pattern: Record<string, unknown>): Matches {
  const tests = Object.entries(pattern).map(([key, inner]): Matches => {
    if (key === '$or') {
      if (!Array.isArray(inner)) return refuse('a $or that is no list');
      return anyOf(inner);
    }
    if (Array.isArray(inner)) {
      const leafMatches = compileLeaf(inner);
      return (event) =>
        leafMatches(isObject(event) && Object.hasOwn(event, key) ? leafOf(event[key]) : undefined);
    }
    if (!isObject(inner)) return refuse(`${key}: ${JSON.stringify(inner)} (a list is needed)`);
    const matches = compileObject(inner);
    return (event) => matches(isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
  });
  return (event) => tests.every((test) => test(event));
}

function anyOf(patterns: readonly unknown[]): Matches {
  const tests = patterns.map((pattern) =>
    isObject(pattern) ? compileObject(pattern) : refuse('a pattern that is no object'),
  );
  return (event) => tests.some((test) => test(event));
}

/**
 * Compiles filter patterns into one test: an event passes when any of them matches it.
 * @param patterns JSON texts; an empty list lets everything pass
 * @throws on broken JSON, and on anything not emulated
 */
export function compileFilters(patterns: readonly string[]): Matches {
  if (patterns.length === 0) return () => true;
  return anyOf(patterns.map((pattern): unknown => JSON.parse(pattern)));
}
