/** What a named rejection is: its status and its words. `{name}` in them is a fact of the case. */
export interface RejectionKind {
  /** HTTP status that the surface gives it; the only thing here that knows of HTTP. */
  status: 403 | 404 | 409 | 422;
  title: { zh: string; en: string };
  remedy: { zh: string; en: string };
  /** Where the rule stands. */
  source?: string;
}

/** A text with the facts that it quotes. */
export const withFacts = (text: string, seen: Readonly<Record<string, string | number>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(seen[name] ?? ''));
