/**
 * The console's words. Each area of it declares its own beside its pages, both languages at once, and they
 * come with the pages when those are first opened.
 */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Words } from '../../shared/base/words.ts';

/** Words by name, in groups. */
export interface Tree {
  readonly [name: string]: Words | Tree;
}

export interface Area<T extends Tree> {
  name: string;
  tree: T;
}

/** Names of the words of a tree, groups with a dot: `form.title`. */
export type NameIn<T extends Tree> = {
  [K in keyof T & string]: T[K] extends Words ? K : T[K] extends Tree ? `${K}.${NameIn<T[K]>}` : never;
}[keyof T & string];

/** Says a text by its name; `{{value}}` in it stands for a given value. */
export type Say<T extends Tree> = (name: NameIn<T>, values?: Record<string, string | number>) => string;

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** How the browser's console is told that something to be said has no words. */
const WORDLESS = 'Nothing to say:';

/** The words of whatever is loaded. */
export const spoken = i18next.createInstance();
void spoken.use(initReactI18next).init({
  lng: languages[0],
  fallbackLng: false,
  resources: {},
  // React escapes.
  interpolation: { escapeValue: false },
  initAsync: false,
  saveMissing: true,
  missingKeyHandler: (_, name, words) => console.error(`${WORDLESS} ${name}: ${words}`),
  missingInterpolationHandler: (text: string, [place]: RegExpExecArray) => {
    console.error(`${WORDLESS} ${place}: ${text}`);
    return '';
  },
});

/** Declares the words of an area. */
export function area<const T extends Tree>(name: string, tree: T): Area<T> {
  spoken.addResourceBundle('zh-CN', name, only(tree, 'zh'));
  spoken.addResourceBundle('en', name, only(tree, 'en'));
  return { name, tree };
}

/** The words of an area in components, which follow the language. */
export function useWords<T extends Tree>({ name }: Area<T>): Say<T> {
  const { t } = useTranslation(name, { i18n: spoken });
  return t as unknown as Say<T>;
}

/** The language that is spoken; the component follows. */
export function useLanguage(): Language {
  const { language } = useTranslation([], { i18n: spoken }).i18n;
  return languages.find((each) => each === language) ?? languages[0];
}

/** The same, as what is declared in two languages has it: `names[useWordsLanguage()]`. */
export const useWordsLanguage = (): keyof Words => (useLanguage() === 'en' ? 'en' : 'zh');

export const isWords = (each: Words | Tree): each is Words => typeof each.zh === 'string';

function only(tree: Tree, language: keyof Words): object {
  return Object.fromEntries(
    Object.entries(tree).map(([name, each]) => [name, isWords(each) ? each[language] : only(each, language)]),
  );
}
