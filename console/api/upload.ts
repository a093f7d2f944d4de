/** Documents from this browser: named by their digest, and sent to the document store. */
import type {
  DocumentReference,
  DocumentReferenceMediaType,
} from '../../events/client/operations.schemas.ts';
import { postV1Documents } from '../../events/client/operations.ts';
import type { Api } from './api.ts';
import { NoAnswer } from './refusal.ts';

/** The store has the file already: stored files are never replaced. */
const PRECONDITION_FAILED = 412;
/** 50 MiB at half a megabit, and the lifetime of the permission, ms. */
const TIMEOUT_MS = 15 * 60_000;
/** Headers that a browser sets by itself and lets nobody else set. */
const BROWSERS_OWN = /^(host|content-length)$/i;

/**
 * Uploads a file, unless the store has it.
 * @throws Refusal where the registry takes no such document, NoAnswer where the store isn't reached
 */
export async function upload(
  api: Api,
  file: File,
  mediaType: DocumentReferenceMediaType,
): Promise<DocumentReference> {
  const content = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const document = { sha256, mediaType, bytes: content.byteLength };
  // The address is no change of the registry: any key does.
  const { upload: permission } = await api.change(postV1Documents(document), crypto.randomUUID());
  if (permission) await put(permission, content, file.name);
  return document;
}

async function put(
  { url, headers }: { url: string; headers: Record<string, string> },
  content: ArrayBuffer,
  name: string,
): Promise<void> {
  const own = Object.entries(headers).filter(([header]) => !BROWSERS_OWN.test(header));
  const response = await fetch(url, {
    method: 'PUT',
    headers: Object.fromEntries(own),
    body: content,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    credentials: 'omit',
  }).catch((error: unknown) => {
    throw new NoAnswer(`${name}: ${error}`);
  });
  if (!response.ok && response.status !== PRECONDITION_FAILED)
    throw new NoAnswer(`${name}: HTTP ${response.status}`);
}
