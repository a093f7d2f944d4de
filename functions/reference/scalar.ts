/**
 * Scalar, the reader of API descriptions behind /docs, as its npm package has it: one script for browsers.
 * Source code imports it as `#scalar`; a bundle has it packed beside it (infra/bundle.ts).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toHex } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { brotli, gzip, type Packed } from '../http/compressed.ts';

export interface ScalarScript extends Packed {
  /**
   * The name under which it is served. It has the script's digest, so that a browser may keep it for good.
   */
  file: string;
}

let packed: ScalarScript | undefined;

/** The script. It is packed when first asked for, which takes seconds. */
export function scalarScript(): ScalarScript {
  if (packed) return packed;
  const path = createRequire(import.meta.url).resolve('@scalar/api-reference/browser/standalone.js');
  const script = readFileSync(path);
  const file = `scalar-${toHex(sha256(script)).slice(0, 32)}.js`;
  packed = { file, br: brotli(script), gzip: gzip(script) };
  return packed;
}
