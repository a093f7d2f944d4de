/** What of an answer goes into the description: short lists, no address of this machine, nothing secret. */
import type { Example } from '../../functions/reference/examples.ts';

/** As many of a page's items as show what it lists. Nothing else is cut, so a proof stays one. */
const ITEMS_MAX = 2;
/** Where the documents would be, and what lets somebody to one of them: a name that nobody has (RFC 2606). */
const DOCUMENTS = 'https://documents.example';
/** A webhook's secret that is none. */
const SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;

/** @param documentsAt address of the local store, of which a presigned address is */
export function presentable(example: Example, documentsAt: string): Example {
  const { response } = example;
  return JSON.parse(JSON.stringify({ ...example, response: cut(response) }), (_name, value) => {
    if (typeof value !== 'string') return value;
    if (value.startsWith('whsec_')) return SECRET;
    return value.startsWith(documentsAt) ? presigned(value) : value;
  });
}

/** Without the signature, and whose key made it. */
function presigned(address: string): string {
  const { pathname, searchParams } = new URL(address);
  return `${DOCUMENTS}${pathname}?X-Amz-Expires=${searchParams.get('X-Amz-Expires')}`;
}

function cut(response: unknown): unknown {
  if (typeof response !== 'object' || response === null || !('items' in response)) return response;
  const { items } = response;
  return Array.isArray(items) ? { ...response, items: items.slice(0, ITEMS_MAX) } : response;
}
