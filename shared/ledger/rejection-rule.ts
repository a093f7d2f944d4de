/**
 * How a rule refuses a command: something named doesn't exist, the caller may not act on it, its present
 * state doesn't allow the command, or the command is wrong in any state. The API gives each kind its HTTP
 * status.
 */
export type RejectionKind = 'missing' | 'forbidden' | 'conflict' | 'invalid';

/** The source of a rule that no standard has: callers get it in answers of either language. */
export const REGISTRY_RULE = '本登记簿规则 (this registry)';

/** A rule that can refuse a command: its kind and its words, in which `{name}` is a fact of the case. */
export interface RejectionRule {
  kind: RejectionKind;
  title: { zh: string; en: string };
  remedy: { zh: string; en: string };
  /** The text in which the rule stands. */
  source?: string;
}
