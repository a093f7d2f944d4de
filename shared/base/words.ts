/** A message in the two languages of the registry. */
export type Language = 'zh' | 'en';
export type Words = Record<Language, string>;
