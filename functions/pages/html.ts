/** Markup whose every text is escaped: only this module makes markup of text. */
import { escapeHtml } from '../../shared/base/escape-html.ts';

/** Markup that is safe to be part of a page. */
export class Html {
  readonly markup: string;
  /** @param markup whatever it is made of has been escaped */
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Part = string | number | Html | undefined | readonly Part[];

/**
 * A template's markup. Texts and numbers are escaped, markup stands as it is, nothing stands for undefined,
 * and lists for their parts one after the other.
 */
export function html(fixed: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(fixed.map((text, i) => text + markupOf(parts[i])).join(''));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return escapeHtml(String(part));
}
