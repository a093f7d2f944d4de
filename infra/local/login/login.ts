/**
 * The login of a local instance: an OpenID provider at the issuer's URL. Loaded at its first request, as the
 * package takes longer to load than most of what a start does.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '../../../functions/http/security-headers.ts';
import { interact, send } from './interaction.ts';
import { faultPage } from './pages.ts';
import { createProvider, type LoginOptions } from './provider.ts';

export type Login = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** For answers that aren't pages of ours; the provider adds the digests of its own scripts. */
const POLICY = `default-src 'none'; script-src; base-uri 'none'; form-action 'self'; ${SECURITY_HEADERS['content-security-policy']}`;

/** Answers requests below the issuer's path. */
export function createLogin(options: LoginOptions): Login {
  const provider = createProvider(options);
  const { host, pathname } = new URL(options.issuer);
  const provide = provider.callback();
  return async (request, response) => {
    // A name that someone else's DNS leads here would make a stranger's page one of this origin.
    if (request.headers.host !== host)
      return send(
        response,
        421,
        faultPage({ zh: `请用 ${host} 访问。`, en: `This is ${host}, and goes by no other name.` }),
      );
    const below = (request.url ?? '').slice(pathname.length);
    const [path = ''] = below.split('?');
    if (await interact(provider, path, request, response)) return;
    response.setHeader('content-security-policy', POLICY);
    // The provider finds its mount path in `baseUrl`, as Express would tell it.
    await provide(Object.assign(request, { url: below, baseUrl: pathname }), response);
  };
}
