/**
 * The API's description as it is answered, as JSON and as a page, packed once. Source code imports it as
 * `#prepared`; a bundle has the texts packed beside it (infra/bundle.ts), so that the function which serves
 * them doesn't carry the code of all others.
 */
import { type Packed, packed } from '../http/compressed.ts';
import { openApiDocument } from './document.ts';
import { plainPage } from './plain-page.ts';

let description: Packed | undefined;
let page: Packed | undefined;

/** /openapi.json. It is made when first asked for, which takes half a second. */
export function packedDescription(): Packed {
  description ??= packed(JSON.stringify(openApiDocument()));
  return description;
}

/** The page without scripts, likewise. */
export function packedPlainPage(): Packed {
  page ??= packed(plainPage(openApiDocument()));
  return page;
}
