import type { Language } from '../../shared/base/words.ts';

/** Chinese unless the caller prefers English (RFC 9110 quality values; anything else counts for nothing). */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const weight: Record<Language, number> = { zh: 0, en: 0 };
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [range = '', ...parameters] = part.trim().split(';');
    const quality = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    const tag = range.trim().split('-')[0];
    if ((tag === 'zh' || tag === 'en') && quality > weight[tag]) weight[tag] = quality;
  }
  return weight.en > weight.zh ? 'en' : 'zh';
}
