/** The language in which a command speaks. */
import type { Language } from '../../shared/base/words.ts';

export type { Language, Words } from '../../shared/base/words.ts';

/** The language of a `--lang` flag, or else of the environment; undefined for an unknown flag value. */
export function languageOf(flag: string | undefined, env: NodeJS.ProcessEnv): Language | undefined {
  if (flag !== undefined) return flag === 'zh' || flag === 'en' ? flag : undefined;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
