/** The font of the certificates' pages, beside the bundle of the function that draws them. */
import { readFileSync } from 'node:fs';

export const BUNDLED_FONT = 'NotoSansSC_400Regular.ttf';

export const certificateFont = (): Uint8Array => readFileSync(new URL(BUNDLED_FONT, import.meta.url));
