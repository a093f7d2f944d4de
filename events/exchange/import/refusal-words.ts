/** A refusal by the registry, phrased for somebody with a file before them: no pointers, paths or members. */

import type { Language, Words } from '../../../shared/base/words.ts';
import { factsBeyond } from '../fact-words.ts';
import type { RefusedError } from '../refused.ts';

/** The remedy for a row when the registry's own is for programmers. */
const mendRow: Words = {
  zh: '请在文件中更正本行后重新导入',
  en: 'mend this row of the file and import it again',
};

/** Words that look like member names, but are units or formats. */
const PLAIN = /GeoJSON|tCO2e|kWh|MWh|kW\b|MW\b/g;
const OF_THE_API = /\/v1\/|\b(GET|POST|PUT|DELETE)\b|#\/|\berrors\b|\bHTTP\b|Idempotency|JSON|[a-z][A-Z]/;

/** Whether a text mentions requests, which the reader of a file has never seen. */
export const speaksOfApi = (text: string): boolean => OF_THE_API.test(text.replace(PLAIN, ''));

const SEPARATORS = { zh: { list: '；', before: '：' }, en: { list: '; ', before: ': ' } } as const;

/**
 * A refusal as a row's error; the finding gives the place in the row. The answer came
 * in the reader's language.
 */
export function refusalWords(refused: RefusedError): Words {
  const words = (language: Language) => {
    const { list, before } = SEPARATORS[language];
    const { title, detail, details, seen, source } = refused;
    const faults = details.filter((each) => each !== title);
    const remedy = speaksOfApi(detail) || detail === '' ? mendRow[language] : detail;
    // Faults of the input already state the correct form.
    const text = `${title}${before}${(faults.length > 0 ? faults : [remedy]).join(list)}`;
    const facts = factsBeyond(text, seen, language);
    return `${text}${facts.length > 0 ? ` (${facts.join(list)})` : ''}${source ? ` [${source}]` : ''}`;
  };
  // A gateway's own answer has no title, so nothing is reworded.
  if (refused.title === '') return { zh: refused.message, en: refused.message };
  return { zh: words('zh'), en: words('en') };
}
