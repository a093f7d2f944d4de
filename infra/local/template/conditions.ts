/** Conditions and rules of a template: what CloudFormation decides from the parameters alone. */

/** The value of an argument that is no condition: text, or a reference to a parameter. */
type ValueOf = (value: unknown) => unknown;
/** What a named condition says. */
type Named = (name: string) => boolean;

const listOf = (argument: unknown, name: string): readonly unknown[] => {
  if (Array.isArray(argument)) return argument;
  throw new Error(`${name} must have a list, not ${JSON.stringify(argument)}`);
};

/**
 * Whether a condition holds.
 * @throws on a function that is none of conditions
 */
export function holds(condition: unknown, named: Named, valued: ValueOf): boolean {
  const [[name, argument] = [''], ...others] = Object.entries(condition ?? {});
  const each = (part: unknown) => holds(part, named, valued);
  if (others.length === 0 && name === 'Condition') return named(String(argument));
  if (others.length === 0 && name === 'Fn::Equals') {
    const [left, right] = listOf(argument, name).map(valued);
    return left === right;
  }
  if (others.length === 0 && name === 'Fn::Not') return !listOf(argument, name).every(each);
  if (others.length === 0 && name === 'Fn::And') return listOf(argument, name).every(each);
  if (others.length === 0 && name === 'Fn::Or') return listOf(argument, name).some(each);
  throw new Error(`${JSON.stringify(condition)} is not emulated locally as a condition`);
}

/** The template's conditions by name, each decided when it is first asked for. */
export function conditionsOf(conditions: Readonly<Record<string, unknown>>, valued: ValueOf): Named {
  const named: Named = (name) => {
    if (!Object.hasOwn(conditions, name)) throw new Error(`the template has no condition ${name}`);
    return holds(conditions[name], named, valued);
  };
  return named;
}

/** A rule of a template: what must be so of the parameters given. */
export interface TemplateRule {
  RuleCondition?: unknown;
  Assertions: readonly { Assert: unknown; AssertDescription?: string }[];
}

/** @throws with the rule's own words, where the parameters break one */
export function requireRules(
  rules: Readonly<Record<string, TemplateRule>>,
  named: Named,
  valued: ValueOf,
): void {
  for (const [name, { RuleCondition, Assertions }] of Object.entries(rules)) {
    if (RuleCondition !== undefined && !holds(RuleCondition, named, valued)) continue;
    for (const { Assert, AssertDescription = 'it is broken' } of Assertions)
      if (!holds(Assert, named, valued)) throw new Error(`rule ${name}: ${AssertDescription}`);
  }
}
