/** A request that succeeds for whoever is granted it. */
import type { TestApi } from './api.ts';
import type { SmallRegistry } from './small-registry.ts';

/** `owner` is the organization whose entity the request touches; others are strangers to it. */
export interface Probe {
  request: string;
  body?: object;
  headers?: Record<string, string>;
  /** Idempotency-Key, where the body is made for that one. */
  key?: string;
  owner?: string;
}

export type Make = (registry: SmallRegistry, api: TestApi) => Probe | Promise<Probe>;
