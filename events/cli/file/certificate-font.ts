/**
 * The font of the certificates' pages, as its npm package has it. The functions have it beside their bundle.
 */
import { createRequire } from 'node:module';
import { readBytes } from './text-file.ts';

const FONT_FILE = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

export const fontPath = (): string => createRequire(import.meta.url).resolve(FONT_FILE);

export const certificateFont = (): Uint8Array => readBytes(fontPath());
