/** Messages are texts with placeholders: `{name}` stands for a fact of the case. */

/**
 * The text with each placeholder replaced by its fact, or by ∅ if the fact is missing. `lengthMax` bounds
 * each fact in UTF-16 code units, for messages that quote a stranger's text.
 */
export function fill(
  text: string,
  facts: Readonly<Record<string, string | number | undefined>> = {},
  lengthMax = Number.POSITIVE_INFINITY,
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = String(facts[name] ?? '∅');
    return fact.length > lengthMax ? `${fact.slice(0, lengthMax)}…` : fact;
  });
}
