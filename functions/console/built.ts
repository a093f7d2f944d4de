/**
 * The console as it is served. Source code imports this module as `#console` and has the page as it was
 * written, and its icon alone; a bundle has what Vite made of `console/` (infra/console-bundle.ts) beside it.
 */
import { readFileSync } from 'node:fs';
import type { Packed } from '../http/compressed.ts';

/** A file that the page loads: packed if packing makes it shorter, else as it is. */
export type BuiltAsset = { packed: Packed; bytes?: never } | { bytes: Uint8Array; packed?: never };

const ICON = 'favicon.svg';

const written = (file: string): Uint8Array => readFileSync(new URL(`../../console/${file}`, import.meta.url));

/** The page, with `%LVZHANG_SETTINGS%` where its settings go. */
export const builtPage = (): string => Buffer.from(written('index.html')).toString();

/** The asset of that name; undefined where there is none. */
export const builtAsset = (name: string): BuiltAsset | undefined =>
  name === ICON ? { bytes: written(ICON) } : undefined;
