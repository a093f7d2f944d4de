/** What one declaration says: the names that it refers to, and the texts that may name a refusal. */
import type { CallExpression, Node } from 'oxc-parser';
import { namePattern } from './source.ts';

export interface Reading {
  /** Names that code refers to and doesn't bind itself. */
  names: ReadonlySet<string>;
  /** Texts that code uses. */
  texts: ReadonlySet<string>;
  /** Texts that something is compared with. */
  compared: ReadonlySet<string>;
  /** What rejections look like whose names are put together: `accreditation-${status}`. */
  patterns: readonly RegExp[];
  /** Texts that a problem is made with. */
  problems: ReadonlySet<string>;
  /** What is given to `decideTransition` as the event: its guards stand in a table. */
  events: readonly Node[];
}

const readings = new WeakMap<Node, Reading>();

/** @param except members of the outermost object, or of one given to a call, that are passed over */
export function readingOf(node: Node, except: readonly string[] = []): Reading {
  const known = readings.get(node);
  if (known) return known;
  const reader = new Reader();
  reader.read(node, except);
  readings.set(node, reader);
  return reader;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const EQUALITIES = new Set(['===', '!==', '==', '!=']);

class Reader implements Reading {
  readonly names = new Set<string>();
  readonly texts = new Set<string>();
  readonly compared = new Set<string>();
  readonly patterns: RegExp[] = [];
  readonly problems = new Set<string>();
  readonly events: Node[] = [];
  /** The names that each function around the present place binds. */
  private readonly scopes: ReadonlySet<string>[] = [];

  /** Types are no code. */
  read(node: Node, except: readonly string[] = []): void {
    if (isFunction(node)) {
      this.scopes.push(boundIn(node));
      this.parts(Object.values(node));
      this.scopes.pop();
    } else if (node.type === 'Identifier') {
      if (!this.scopes.some((scope) => scope.has(node.name))) this.names.add(node.name);
    } else if (node.type === 'Literal') addText(this.texts, node);
    else if (node.type === 'ObjectExpression')
      this.parts(node.properties.filter((member) => !except.includes(keyOf(member))));
    else if (node.type === 'Property') {
      if (keyOf(node) === 'rule') this.pattern(node.value);
      this.parts(node.computed ? [node.key, node.value] : [node.value]);
    } else if (node.type === 'MemberExpression')
      this.parts(node.computed ? [node.object, node.property] : [node.object]);
    else if (node.type === 'BinaryExpression' && EQUALITIES.has(node.operator))
      this.comparison([node.left, node.right]);
    else if (node.type === 'SwitchCase') {
      if (node.test) this.comparison([node.test]);
      this.parts(node.consequent);
    } else if (node.type === 'CallExpression') this.call(node, except);
    else if (isCast(node)) this.read(node.expression, except);
    else if (!node.type.startsWith('TS')) {
      if (node.type === 'NewExpression' && isCalled(node.callee, 'Problem'))
        addTexts(this.problems, node.arguments[0]);
      this.parts(Object.values(node));
    }
  }

  private parts(parts: unknown): void {
    if (Array.isArray(parts)) for (const part of parts) this.parts(part);
    else if (isNode(parts)) this.read(parts);
  }

  private comparison(sides: readonly Node[]): void {
    for (const side of sides)
      if (side.type === 'Literal') addText(this.compared, side);
      else this.read(side);
  }

  private pattern(name: Node | undefined): void {
    if (name?.type === 'TemplateLiteral') this.patterns.push(namePattern(name));
  }

  private call({ callee, arguments: given }: CallExpression, except: readonly string[]): void {
    if (isCalled(callee, 'reject')) this.pattern(given[0]);
    if (isCalled(callee, 'decideTransition') && given[1]) this.events.push(given[1]);
    this.read(callee);
    for (const each of given) this.read(each, except);
  }
}

const isCast = (node: Node) =>
  node.type === 'TSAsExpression' ||
  node.type === 'TSSatisfiesExpression' ||
  node.type === 'TSNonNullExpression';

const isCalled = (callee: Node, name: string): boolean =>
  callee.type === 'Identifier' && callee.name === name;

function addText(found: Set<string>, node: Node): void {
  if (node.type === 'Literal' && typeof node.value === 'string') found.add(node.value);
}

function addTexts(found: Set<string>, node: Node | undefined): void {
  if (node?.type === 'ConditionalExpression') {
    addTexts(found, node.consequent);
    addTexts(found, node.alternate);
  } else if (node) addText(found, node);
}

const keyOf = (member: Node): string =>
  member.type === 'Property' && member.key.type === 'Identifier' ? member.key.name : '';

const isFunction = (node: Node) =>
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'FunctionExpression' ||
  node.type === 'FunctionDeclaration';

/**
 * The names that a function binds: its parameters and what it declares, but not what a function within does.
 */
function boundIn(node: Node): Set<string> {
  const bound = new Set<string>();
  const bind = (pattern: unknown): void => {
    if (Array.isArray(pattern)) for (const part of pattern) bind(part);
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') bound.add(pattern.name);
    if (pattern.type === 'ObjectPattern')
      for (const part of pattern.properties) bind(part.type === 'RestElement' ? part.argument : part.value);
    if (pattern.type === 'ArrayPattern') bind(pattern.elements);
    if (pattern.type === 'AssignmentPattern') bind(pattern.left);
    if (pattern.type === 'RestElement') bind(pattern.argument);
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) walk(part);
    if (!isNode(value) || isFunction(value)) return;
    if (value.type === 'VariableDeclarator') bind(value.id);
    for (const part of Object.values(value)) walk(part);
  };
  if ('params' in node) bind(node.params);
  if ('body' in node) walk(node.body);
  return bound;
}
