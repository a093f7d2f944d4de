/**
 * Examples of the API's description: by route (`METHOD /path`) a request body and the first answer of
 * success, as the registry took and gave them. `npm run examples` records them; nobody edits them.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Example {
  /** The body, where the route takes one. */
  request?: unknown;
  response: unknown;
}

export type Examples = Readonly<Record<string, Example>>;

/** Where they lie. */
export const EXAMPLES_FILE = fileURLToPath(new URL('examples.json', import.meta.url));

/** The recorded examples, read anew. */
export const recordedExamples = (): Examples => JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8'));
