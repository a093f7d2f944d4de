/** What the commands say, in the two languages of the registry. */
export type Language = 'zh' | 'en';
export type Words = Record<Language, string>;

/** The language that a `--lang` flag names, or else that of the environment; undefined for a flag that names none. */
export function languageOf(flag: string | undefined, env: NodeJS.ProcessEnv): Language | undefined {
  if (flag !== undefined) return flag === 'zh' || flag === 'en' ? flag : undefined;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
