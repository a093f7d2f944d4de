/** Which language the console speaks. */
import { type Language, languages, spoken } from './area.ts';

const KEPT_AS = 'lvzhang.language';

/** The language that the person chose before, or else the first of theirs that there is, or Chinese. */
export function firstLanguage(chosen: string | null, preferred: readonly string[]): Language {
  const known = [chosen ?? '', ...preferred].map((each) =>
    languages.find((one) => one.slice(0, 2) === each.slice(0, 2)),
  );
  return known.find((each) => each !== undefined) ?? languages[0];
}

/** Speaks, and keeps the page's language with it. */
export function speak(language: Language): void {
  void spoken.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Speaks another language from now on, also after the tab is gone. */
export function choose(language: Language): void {
  localStorage.setItem(KEPT_AS, language);
  speak(language);
}

export const speakFirst = (): void =>
  speak(firstLanguage(localStorage.getItem(KEPT_AS), navigator.languages));
