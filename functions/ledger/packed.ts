/** Long texts as they lie in the table: compressed, since an item has 400 KB at most. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { fromUtf8 } from '../../shared/base/encoding.ts';

export const packText = (text: string): Uint8Array => gzipSync(text);
export const unpackText = (bytes: Uint8Array): string => fromUtf8(gunzipSync(bytes));
