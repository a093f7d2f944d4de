/** The language in which a command speaks. */
import type { Language } from '../../shared/base/words.ts';
import { UsageError } from './usage.ts';

export type { Language, Words } from '../../shared/base/words.ts';

/** The language of a `--lang` flag, or else of the environment. @throws UsageError for any other flag */
export function requireLanguage(flag: string | undefined): Language {
  if (flag === 'zh' || flag === 'en') return flag;
  if (flag !== undefined) throw new UsageError(`--lang ${flag}: zh, en`);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
