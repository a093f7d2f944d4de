/** A rule of the registry, as an import reports it before anything is sent. */
import { fill } from '../../shared/base/fill.ts';
import type { Language, Words } from '../../shared/base/words.ts';
import type { RejectionRule } from '../../shared/ledger/rejection-rule.ts';
import { factsBeyond } from './fact-words.ts';

/** The rule, the facts beyond those that its words quote, the remedy, and the rule's source. */
export function ruleWords(broken: RejectionRule, seen: Record<string, string | number>): Words {
  const { title, remedy, source } = broken;
  const words = (language: Language) => {
    const rule = fill(title[language], seen);
    const what = fill(remedy[language], seen);
    const facts = factsBeyond(`${rule} ${what}`, seen, language).join({ zh: '；', en: ', ' }[language]);
    return [rule, facts && `(${facts})`, `— ${what}`, source && `[${source}]`].filter(Boolean).join(' ');
  };
  return { zh: words('zh'), en: words('en') };
}
