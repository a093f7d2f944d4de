/** The font of the pages: opened once, measured by its own widths, and asked whether it has a character. */
import { create, type Font } from 'fontkit';
import type { Said } from './page.ts';

export type { Font };

/** @param bytes Noto Sans SC Regular, a TrueType font */
export const openFont = (bytes: Uint8Array): Font => create(bytes);

/** A text has a character that the font can't show. The certificate as JSON is none the worse. */
export class UndrawableError extends Error {
  readonly character: string;
  /** As Unicode writes it: `U+1F600`. */
  readonly codePoint: string;
  /** The JSON pointer of the text. */
  readonly field: string;

  constructor(character: string, field: string) {
    const codePoint = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    super(`${field}: no glyph for ${codePoint}`);
    this.character = character;
    this.codePoint = codePoint;
    this.field = field;
  }
}

/**
 * Characters that have no glyph of their own, turn the order of others, or are anybody's own: a font may have
 * something for them, and nobody would see what it is.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;

/** @throws UndrawableError on the first character that the font can't show */
export function requireDrawable(font: Font, { text, field }: Said): void {
  for (const character of text)
    if (UNSEEN.test(character) || !font.hasGlyphForCodePoint(character.codePointAt(0)!))
      throw new UndrawableError(character, field);
}

export type Measure = (text: string, size: number) => number;

/** Widths in points, by the advances alone. */
export function measureBy(font: Font): Measure {
  const advances = new Map<string, number>();
  const advanceOf = (character: string): number => {
    const known = advances.get(character);
    if (known !== undefined) return known;
    const { advanceWidth } = font.glyphForCodePoint(character.codePointAt(0)!);
    advances.set(character, advanceWidth / font.unitsPerEm);
    return advanceWidth / font.unitsPerEm;
  };
  return (text, size) => {
    let ems = 0;
    for (const character of text) ems += advanceOf(character);
    return ems * size;
  };
}

const WIDE = '\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef';
/** A wide character with the punctuation that stays with it, a word with the space behind it, or a space. */
const PIECE = new RegExp(
  `[（《「『“‘〔【]*[${WIDE}][，。；：、）》」』”’！？…〕】]*|[^\\s${WIDE}]+\\s*|\\s+|.`,
  'gu',
);

/** The lines of a text; a word that is wider than a line is broken wherever the line ends. */
export function wrap(text: string, width: number, measured: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  const next = () => {
    lines.push(line.trimEnd());
    line = '';
  };
  for (const piece of text.match(PIECE) ?? []) {
    if (measured(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') next();
    for (const character of piece) {
      if (line !== '' && measured(line + character) > width) next();
      line += character;
    }
  }
  if (line.trimEnd() !== '') next();
  return lines;
}
