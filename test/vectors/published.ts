import { existsSync, readFileSync } from 'node:fs';

// The published vectors lie beside the checkout and aren't copied into it (see ../shared/vectors/README.md).
const folder = new URL('../../../shared/vectors/', import.meta.url);

/** Whether the published vectors are there. Says so on the console when they aren't. */
export function hasVectors(): boolean {
  const present = existsSync(folder);
  if (!present)
    console.warn('skipped: ../shared/vectors is absent (published Merkle and tlog-tiles vectors)');
  return present;
}

export function vectorBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, folder)));
}

export function vectorText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

export function vectorJson<T>(path: string): T {
  return hasVectors() ? JSON.parse(vectorText(path)) : ([] as T);
}
