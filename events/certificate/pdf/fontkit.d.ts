/** What is used of fontkit, which comes without types. */
declare module 'fontkit' {
  export interface Font {
    unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { id: number; advanceWidth: number };
    layout(text: string): unknown;
  }
  export function create(bytes: Uint8Array): Font;
}
