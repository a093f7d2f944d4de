/**
 * In which way a rule refuses a command: something named doesn't exist, the caller may not act on it, its present state
 * doesn't allow it, or the command itself is wrong whatever the state. The surface gives each kind its HTTP status.
 */
export type RejectionKind = 'missing' | 'forbidden' | 'conflict' | 'invalid';

/** A rule that can refuse a command: its kind and its words. `{name}` in them is a fact of the case. */
export interface RejectionRule {
  kind: RejectionKind;
  title: { zh: string; en: string };
  remedy: { zh: string; en: string };
  /** Where the rule stands. */
  source?: string;
}
