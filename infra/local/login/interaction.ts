/** The step of a sign-in that is ours: the page that asks who signs in, and what its buttons send. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type InteractionResults, type Provider } from 'oidc-provider';
import { faultPage, LOGIN_HEADERS, signInPage } from './pages.ts';
import { accountId, demoPerson, readTold } from './person.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const BODY_BYTES_MAX = 10_000;
const INTERACTION = /^\/interaction\/([\w-]+)$/;

/** The path of the page, below the issuer's own. */
export const interactionPath = (uid: string): string => `/interaction/${uid}`;

export function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, LOGIN_HEADERS).end(page);
}

/** The fields of a form, or undefined where there are more bytes than any form of ours has. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** Whoever signs in anew begins a new session: what the browser's last one was given ends with it. */
async function endSession(provider: Provider, details: Interaction): Promise<void> {
  if (!details.session) return;
  const last = await provider.Session.findByUid(details.session.uid);
  await last?.destroy();
  details.session = undefined;
  await details.persist();
}

async function takeForm(
  provider: Provider,
  details: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const finish = (result: InteractionResults) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  const form = await readForm(request);
  if (!form) return send(response, 413, faultPage({ zh: '表单过大。', en: 'The form is too large.' }));
  if (form.has('cancel'))
    return finish({ error: 'access_denied', error_description: 'the sign-in was cancelled' });
  const told = {
    org: form.get('org')?.trim() ?? '',
    roles: form.getAll('roles').map((role) => role.trim()),
    sub: form.get('sub')?.trim() ?? '',
  };
  const key = form.get('as');
  const read =
    key === null
      ? readTold(told)
      : (demoPerson(key)?.identity ?? { zh: `没有此身份：${key}`, en: `No such identity: ${key}` });
  if ('zh' in read) {
    const page = signInPage({ hint: details.params.login_hint, told, fault: read });
    return send(response, 400, page);
  }
  await endSession(provider, details);
  return finish({ login: { accountId: accountId(read) } });
}

/**
 * Answers a request to the page.
 * @param path below the issuer's own
 * @returns false where the path is not the page's
 */
export async function interact(
  provider: Provider,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, uid] = INTERACTION.exec(path) ?? [];
  if (uid === undefined) return false;
  try {
    const details = await provider.interactionDetails(request, response);
    // The cookie is of this path only; that the path's id can't be guessed keeps other sites' forms out.
    if (details.uid !== uid) throw new errors.SessionNotFound('another sign-in');
    if (request.method === 'POST' && details.prompt.name === 'login')
      await takeForm(provider, details, request, response);
    else if (details.prompt.name === 'login')
      send(response, 200, signInPage({ hint: details.params.login_hint }));
    // The console is ours: whoever signed in has consented.
    else await provider.interactionFinished(request, response, { consent: {} });
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    send(response, 400, faultPage({ zh: '此次登录已过期。', en: 'This sign-in has expired.' }));
  }
  return true;
}
