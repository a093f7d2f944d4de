/**
 * The reference page: Scalar shows the OpenAPI document, and sends requests from it with the token that a
 * reader pastes. Everything comes from the registry itself; the policy lets the page ask nobody else.
 */
import { createHash } from 'node:crypto';

/** Where the scripts of the page are served. */
export const SCRIPTS = '/docs/scripts/';

/**
 * Scalar's own services are off: fonts, telemetry, the proxy, the chat, the hand-over to its desktop client.
 * A token that is pasted stays in the memory of the page.
 */
const CONFIGURATION = {
  url: '/openapi.json',
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  proxyUrl: '',
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  hideModels: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
};

const START = `Scalar.createApiReference('#reference', ${JSON.stringify(CONFIGURATION)});`;

/**
 * The Content-Security-Policy directives of the page. Scripts are those of the registry and the one line that
 * starts them. Styles may stand in the page, since Scalar writes its style sheets and the widths of its panes
 * while it runs; a style reads nothing here, where no style may load from elsewhere.
 */
export const PAGE_DIRECTIVES = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${createHash('sha256').update(START).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The page, with the file name of Scalar's script. */
export const referencePage = (script: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>绿账 lvzhang · 接口文档 API reference</title></head>
<body><noscript><p>本页需要 JavaScript；不用脚本的页面：<a href="/docs/plain">/docs/plain</a>。
This page needs JavaScript; the page without: <a href="/docs/plain">/docs/plain</a>.</p></noscript>
<div id="reference"></div><script src="${SCRIPTS}${script}"></script><script>${START}</script></body></html>`;
