import { ACCOUNT, PARTITION, REGION } from '../place.ts';

/** The values of a template's references on this machine. */
export interface Scope {
  parameters: Readonly<Record<string, string>>;
  /** The value of `Ref` of a logical id. */
  ref(logicalId: string): string;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): string;
  /** Whether a condition of the template holds. */
  holds(condition: string): boolean;
}

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': PARTITION,
  'AWS::Region': REGION,
  'AWS::StackName': 'local',
  'AWS::StackId': 'local',
  'AWS::URLSuffix': 'localhost',
};

function resolveRef(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return undefined;
  return pseudoParameters[name] ?? scope.parameters[name] ?? scope.ref(name);
}

function asString(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`${where} must come to text, not ${JSON.stringify(value)}`);
}

function asList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} must come to a list, not ${JSON.stringify(value)}`);
}

/** `Fn::Sub`, as text or as [text, variables]; `${!Literal}` stands for `${Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const given = resolve(variables, scope) as Record<string, unknown>;
  return asString(text, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(given, name)) return asString(given[name], `Fn::Sub ${name}`);
    const dot = name.indexOf('.');
    return dot < 0
      ? asString(resolveRef(name, scope), `Fn::Sub ${name}`)
      : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
  });
}

const intrinsics: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  Ref: (name, scope) => resolveRef(asString(name, 'Ref'), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...name] = Array.isArray(argument) ? argument : asString(argument, 'Fn::GetAtt').split('.');
    return scope.attribute(asString(id, 'Fn::GetAtt'), name.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = asList(argument, 'Fn::Join');
    return asList(resolve(parts, scope), 'Fn::Join')
      .map((part) => asString(part, 'Fn::Join'))
      .join(asString(separator, 'Fn::Join'));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = asList(resolve(argument, scope), 'Fn::Split');
    return asString(text, 'Fn::Split').split(asString(separator, 'Fn::Split'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = asList(resolve(argument, scope), 'Fn::Select');
    const chosen = asList(list, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new Error(`Fn::Select: nothing at ${index} of ${JSON.stringify(list)}`);
    return chosen;
  },
  'Fn::Sub': substitute,
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = asList(argument, 'Fn::If');
    return resolve(scope.holds(asString(condition, 'Fn::If')) ? then : otherwise, scope);
  },
};

/**
 * The value with every intrinsic function in it replaced by its result; entries that result in `AWS::NoValue`
 * are left out.
 * @throws on an unknown intrinsic function, naming it
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [''];
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const intrinsic = intrinsics[name];
    if (!intrinsic) throw new Error(`${name} is not emulated locally`);
    return intrinsic(argument, scope);
  }
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, resolve(item, scope)] as const)
      .filter(([, item]) => item !== undefined),
  );
}
