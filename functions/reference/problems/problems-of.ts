/** The problems that each endpoint can answer, by `METHOD /path`. */
import type { Node } from 'oxc-parser';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Route } from '../../routes.ts';
import { type AnsweredErrors, answeredErrors, named, type Root, reachedNames } from './reach.ts';
import { declarationOf, namePattern, objectOf } from './source.ts';

const ENDPOINT = 'functions/http/endpoint.ts';
const INPUT = 'functions/http/input.ts';

/** Members of a command that refuse nothing: what it shows is made of what happened. */
const SHOWN = ['view', 'reply', 'summary'];

/** The names of the problems and rejections that the route's endpoint can answer, but for `internal`. */
export function problemsOf({ method, path, function: name }: Route, endpoint: Endpoint): string[] {
  const key = `${method} ${path}`;
  const found = rootsIn(`functions/${name}.ts`, 'endpoints', key);
  if (found.length === 0)
    throw new Error(
      `functions/${name}.ts: no member '${key}' that a reader of the source finds in endpoints`,
    );
  answered ??= answeredErrors('functions/http/failure.ts', 'responseTo');
  const names = new Set([...reachedNames(found, answered), ...reachedNames(formOf(endpoint), answered)]);
  return [...names].sort();
}

let answered: AnsweredErrors | undefined;

/** What runs before the endpoint's own code (endpoint.ts, `answer`). */
function formOf({ action, commits, changes, keyed, ifMatch, body }: Endpoint): Root[] {
  const takesBody = body !== undefined || commits === true || keyed === true || changes === true;
  const runs = [
    [ENDPOINT, 'authorize', action !== undefined],
    [ENDPOINT, 'runAdmitted', action !== undefined],
    [ENDPOINT, 'requireIdempotencyKey', commits === true || keyed === true],
    ['functions/http/signature.ts', 'signatureOf', commits === true],
    ['functions/http/confirmation.ts', 'stepOf', commits === true || changes === true],
    [ENDPOINT, 'requireIfMatch', ifMatch === true],
    [INPUT, 'parseParameters', true],
    [INPUT, 'jsonBody', takesBody],
    [INPUT, 'parseBody', takesBody],
  ] as const;
  return runs.flatMap(([file, name, isRun]) => (isRun ? [named(file, name)] : []));
}

/** The code behind a member of an object of endpoints, however the object is put together. */
function rootsIn(file: string, name: string, key: string): Root[] {
  const declared = declarationOf(file, name);
  return declared ? rootsOf(declared.file, declared.node, key) : [];
}

function rootsOf(file: string, node: Node, key: string): Root[] {
  const object = objectOf(node);
  if (object)
    return object.properties.flatMap((member) => {
      if (member.type === 'SpreadElement') return rootsOf(file, member.argument, key);
      return isNamed(member.key, key) ? endpointIn(file, member.value) : [];
    });
  if (node.type === 'Identifier') return rootsIn(file, node.name, key);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
  // Endpoints that a function makes of what it is given.
  const made = declarationOf(file, node.callee.name);
  const inside = made ? returnedBy(made.node).flatMap((each) => rootsOf(made.file, each, key)) : [];
  return inside.length > 0
    ? [...inside, ...node.arguments.map((argument) => ({ file, node: argument }))]
    : [];
}

/** The endpoint itself, without what it shows. */
function endpointIn(file: string, node: Node): Root[] {
  if (node.type === 'Identifier') {
    const declared = declarationOf(file, node.name);
    return declared ? [{ file: declared.file, node: declared.node, except: exceptIn(declared.node) }] : [];
  }
  return [{ file, node }];
}

const exceptIn = (node: Node): readonly string[] =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'command'
    ? SHOWN
    : SHOWN.slice(1);

function isNamed(node: Node, key: string): boolean {
  if (node.type === 'Literal') return node.value === key;
  return node.type === 'TemplateLiteral' && namePattern(node).test(key);
}

function returnedBy(node: Node): Node[] {
  if (node.type === 'ArrowFunctionExpression' && node.expression) return [node.body];
  const body = 'body' in node ? node.body : undefined;
  if (!body || Array.isArray(body) || body.type !== 'BlockStatement') return [];
  return body.body.flatMap((each) =>
    each.type === 'ReturnStatement' && each.argument ? [each.argument] : [],
  );
}
