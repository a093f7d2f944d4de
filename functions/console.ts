/**
 * Lambda: the console, a page for browsers that shows what the API answers. It is one page at every path
 * below /console that is no asset: where a reader is within it, its own scripts read from the path.
 */
import * as z from 'zod';
import { builtAsset, builtPage } from '#console';
import { mediaTypeOf } from './console/media-type.ts';
import { pageHeaders, pageWith } from './console/page.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { Problem } from './http/problem.ts';
import { setting } from './world.ts';

/** The name of an asset has the digest of what it says. */
const IMMUTABLE = {
  'cache-control': 'public, max-age=31536000, immutable',
  'cross-origin-resource-policy': 'same-origin',
};

/** What the provider adds when it sends the reader back, and whatever a view keeps there. */
const anyQuery = z.looseObject({});

/**
 * Whom the page asks besides the registry: the provider, which may give tokens at another origin than its
 * issuer's, and the buckets, at presigned URLs.
 */
function otherOrigins(): string[] {
  const { AWS_ENDPOINT_URL_S3: endpoint, CONSOLE_ORIGINS: further = '' } = process.env;
  const buckets = () => ['DOCUMENTS_DOMAIN', 'RESULTS_DOMAIN'].map((name) => `https://${setting(name)}`);
  const named = further.split(' ').filter((origin) => origin !== '');
  const urls = [setting('OIDC_ISSUER'), ...named, ...(endpoint ? [endpoint] : buckets())];
  return urls.map((url) => new URL(url).origin);
}

/** The page with the settings of this function. */
const thePage = () => ({
  text: pageWith(
    {
      issuer: setting('OIDC_ISSUER'),
      clientId: setting('CONSOLE_CLIENT_ID'),
      scope: setting('CONSOLE_SCOPE'),
    },
    builtPage(),
  ),
  headers: pageHeaders(otherOrigins()),
});

const firstPage = endpoint({
  summary: '控制台 The console, for browsers',
  query: anyQuery,
  status: 200,
  reply: 'text/html; charset=utf-8',
  run: async () => thePage(),
});

const anyPage = endpoint({
  summary: '控制台中的各页 The console, at any view of it',
  path: z.strictObject({ path: z.string().max(1000) }),
  query: anyQuery,
  status: 200,
  reply: 'text/html; charset=utf-8',
  run: async ({ path }) => {
    // A script that isn't there must not be answered as a page: a browser would try to run it.
    if (/^assets(\/|$)/.test(path.path)) throw new Problem('not-found');
    return thePage();
  },
});

const asset = endpoint({
  summary: '控制台所用文件 A file that the console loads',
  path: z.strictObject({ file: z.string().max(200) }),
  status: 200,
  reply: 'application/octet-stream',
  compressed: true,
  run: async ({ path: { file } }) => {
    const found = builtAsset(file);
    if (!found) throw new Problem('not-found');
    return { ...found, headers: { ...IMMUTABLE, 'content-type': mediaTypeOf(file) } };
  },
});

export const endpoints: Endpoints = {
  'GET /console': firstPage,
  'GET /console/assets/{file}': asset,
  'GET /console/{path+}': anyPage,
};

export const handler = handlerOf(endpoints);
