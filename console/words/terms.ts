/** The registry's own terms, as all its pages call them. */
import type { Words } from '../../shared/base/words.ts';
import {
  blockStatuses,
  categoryNames,
  claimStatuses,
  projectStatuses,
  reportStatuses,
  roleNames,
  statementStatuses,
} from '../../shared/terms.ts';
import { useWordsLanguage } from './area.ts';

const terms = {
  block: blockStatuses,
  category: categoryNames,
  claim: claimStatuses,
  project: projectStatuses,
  report: reportStatuses,
  role: roleNames,
  statement: statementStatuses,
} satisfies Record<string, Readonly<Record<string, Words>>>;

/** Says what a term is called; the term itself where it has no name. The component follows the language. */
export function useTerms(): (group: keyof typeof terms, term: string) => string {
  const language = useWordsLanguage();
  return (group, term) => {
    const names: Readonly<Record<string, Words>> = terms[group];
    return Object.hasOwn(names, term) ? names[term]![language] : term;
  };
}
