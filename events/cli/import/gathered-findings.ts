/** The findings of a command's files, told together once the files are read. */
import type { Language } from '../../../shared/base/words.ts';
import { byPlace, type Finding, Findings, formatFinding, toldOnce } from '../../exchange/findings.ts';
import { tell } from '../terminal.ts';

/** Findings that wait until they are told, by file and place. */
export function gatheredFindings(): { findings: Findings; tellAll: (language: Language) => void } {
  const found: Finding[] = [];
  const findings = new Findings((finding) => found.push(finding));
  const tellAll = (language: Language) => {
    for (const finding of toldOnce(found.sort(byPlace))) tell(formatFinding(finding, language));
  };
  return { findings, tellAll };
}
