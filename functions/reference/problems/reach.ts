/**
 * What code can answer, read from the code itself: the rejections and problems that are named in whatever it
 * reaches. A name in reached code counts wherever it stands, unless something is only compared with it. So
 * the list may have one that never comes, and lacks none that does.
 */
import type { Node } from 'oxc-parser';
import { rejections } from '../../../shared/ledger/rejection.ts';
import { lifecycles } from '../../../shared/sinks/lifecycle/lifecycle.ts';
import { problems } from '../../http/problem.ts';
import { isNode, type Reading, readingOf } from './reading.ts';
import { declarationOf } from './source.ts';

/** The guards of projects. Which of them an event runs stands in the tables of the lifecycles. */
const GUARDS = { file: 'shared/sinks/lifecycle/guards/guards.ts', name: 'guards' };

/** Code to start from: an expression in a file. `except` names members of it that lead to no refusal. */
export interface Root {
  file: string;
  node: Node;
  except?: readonly string[];
}

/** What is answered for a class of errors, by the class. */
export type AnsweredErrors = ReadonlyMap<string, readonly string[]>;

/** The names of all problems and rejections that the code of the roots can answer. */
export function reachedNames(roots: readonly Root[], answered: AnsweredErrors): Set<string> {
  const readings = new Map<Node, Reading>();
  const found = new Set<string>();
  const reach = ({ file, node, except }: Root): void => {
    if (readings.has(node)) return;
    const reading = readingOf(node, except);
    readings.set(node, reading);
    for (const event of reading.events.flatMap((each) => textsOf(file, each)))
      for (const guard of guardsOf(event)) reach(named(GUARDS.file, guard));
    for (const name of reading.names) {
      for (const problem of answered.get(name) ?? []) found.add(problem);
      const declared = declarationOf(file, name);
      if (declared && !(declared.file === GUARDS.file && declared.name === GUARDS.name)) reach(declared);
    }
  };
  for (const root of roots) reach(root);
  for (const name of namedIn([...readings.values()])) found.add(name);
  return found;
}

function namedIn(readings: readonly Reading[]): string[] {
  const texts = new Set(readings.flatMap((each) => [...each.texts]));
  const spoken = new Set([...texts, ...readings.flatMap(({ compared }) => [...compared])]);
  const made = new Set(readings.flatMap((each) => [...each.problems]));
  const patterns = readings.flatMap((each) => each.patterns);
  const isPutTogether = (code: string) =>
    patterns.some((pattern) =>
      pattern
        .exec(code)
        ?.slice(1)
        .every((part) => spoken.has(part)),
    );
  // What throws no rejection has those that it makes for itself.
  const refuses = readings.some(({ names }) => names.has('RejectedError'));
  return [
    ...(refuses ? Object.keys(rejections).filter((code) => texts.has(code) || isPutTogether(code)) : []),
    ...Object.keys(problems).filter((name) => made.has(name)),
  ];
}

/** The declaration of that name. @throws Error where the file has none */
export function named(file: string, name: string): Root {
  const found = declarationOf(file, name);
  if (!found) throw new Error(`${file} has no ${name}`);
  return found;
}

/** The guards that the lifecycles list for an event. */
const guardsOf = (event: string): readonly string[] =>
  Object.values(lifecycles).flatMap((lifecycle) =>
    Object.entries(lifecycle).flatMap(([each, { guards = [] }]) => (each === event ? guards : [])),
  );

/** The texts that an expression may come to: its own, or those of the table that it looks into. */
function textsOf(file: string, node: Node): string[] {
  const { texts, names } = readingOf(node);
  const tables = [...names].flatMap((name) => declarationOf(file, name) ?? []);
  return [...texts, ...tables.flatMap((table) => [...readingOf(table.node).texts])];
}

/** What is answered for each class of errors: read from the function that answers them. */
export function answeredErrors(file: string, name: string): AnsweredErrors {
  const found = new Map<string, readonly string[]>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) walk(part);
    if (!isNode(value)) return;
    if (value.type === 'IfStatement' && value.test.type === 'BinaryExpression') {
      const { operator, right } = value.test;
      if (operator === 'instanceof' && right.type === 'Identifier')
        found.set(right.name, [...readingOf(value.consequent).problems]);
    }
    for (const part of Object.values(value)) walk(part);
  };
  walk(named(file, name).node);
  return found;
}
