/** What a browser has to be told of an asset: the registry's answers let it guess nothing. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** Those that packing makes shorter; the others are packed already. */
const PACKED = ['css', 'js', 'json', 'svg', 'txt', 'wasm'];

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** @throws on a file of another kind: a build that has one doesn't pass */
export function mediaTypeOf(name: string): string {
  const found = MEDIA_TYPES[extensionOf(name)];
  if (!found) throw new Error(`${name}: no media type of functions/console/media-type.ts`);
  return found;
}

/** Whether the asset is answered packed. */
export const isPacked = (name: string): boolean => PACKED.includes(extensionOf(name));
