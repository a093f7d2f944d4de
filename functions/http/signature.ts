/** The signature of a command, from its headers: `Lvzhang-Signature: Ed25519 kid=…,at=…,value=…`. */
import { bodyDigest, SIGNATURE_ALG, Signature } from '../../shared/ledger/signature.ts';
import type { HttpEvent } from './event.ts';
import { Problem } from './problem.ts';

export const SIGNATURE_HEADER = 'Lvzhang-Signature';

const FORM = /^(\w{1,20}) kid=([\w-]{1,100}),at=([\dTZ:.-]{1,40}),value=([\w-]{1,200})$/;

/**
 * The signature as the leaf will carry it, made from the request and its header; the decision verifies it.
 * Undefined where nothing is signed.
 * @param json the body as it was sent; undefined where there was none
 * @throws Problem `signature-malformed`
 */
export function signatureOf(event: HttpEvent, json: unknown): Signature | undefined {
  const header = event.headers[SIGNATURE_HEADER.toLowerCase()];
  if (header === undefined) return undefined;
  const [, alg, kid, at, value] = FORM.exec(header) ?? [];
  const [method = ''] = event.routeKey.split(' ');
  const body = bodyDigest(json);
  const signature = Signature.safeParse({ alg, kid, method, path: pathOf(event), body, at, value });
  if (signature.success) return signature.data;
  throw new Problem('signature-malformed', [{ parameter: SIGNATURE_HEADER, detail: SIGNATURE_FORM }]);
}

/** The path is made from the route, so that it is the same whatever prefix an API is published behind. */
export function pathOf({ routeKey, pathParameters }: Pick<HttpEvent, 'routeKey' | 'pathParameters'>): string {
  const [, template = ''] = routeKey.split(' ');
  return template.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? '');
}

export const SIGNATURE_FORM = `${SIGNATURE_ALG} kid=<base64url(SHA-256(public key))>,at=<RFC 3339 UTC with milliseconds>,value=<base64url signature>`;
