/** A rule of the registry as an import tells it before anything is sent. */
import { type RejectionKind, withFacts } from '../../../shared/rejections/kind.ts';
import type { Words } from '../words.ts';

/** The rule, what it saw beyond what its own words quote, what to do, and where it stands. */
export function ruleWords(kind: RejectionKind, seen: Record<string, string | number>): Words {
  const { title, remedy, source } = kind;
  const quoted = `${title.en} ${remedy.en}`;
  const facts = Object.entries(seen)
    .filter(([name]) => !quoted.includes(`{${name}}`))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const words = (language: 'zh' | 'en') =>
    [
      withFacts(title[language], seen),
      facts && `(${facts})`,
      `— ${withFacts(remedy[language], seen)}`,
      source && `[${source}]`,
    ]
      .filter(Boolean)
      .join(' ');
  return { zh: words('zh'), en: words('en') };
}
