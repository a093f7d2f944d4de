/** The registry that an import talks to, its identity there, and its error messages. */

import { UnreadableError } from '../../exchange/file/readable.ts';
import { RowError } from '../../exchange/import/row-error.ts';
import { RefusedError } from '../../exchange/refused.ts';
import { type TokenIdentity, tokenFor } from '../access-token.ts';
import { ApiClient, type ApiClientOptions, type TokenSource, UnavailableError } from '../api-client.ts';
import { EXIT_UNREADABLE } from '../file/text-file.ts';
import { demoIdentity } from '../identities.ts';
import { NoInstanceError, readInstance } from '../instance.ts';
import { readSigningKey } from '../signing-key.ts';
import { tell } from '../terminal.ts';
import { portOf, UsageError } from '../usage.ts';
import { readKey } from '../vkey.ts';
import { type Language, requireLanguage } from '../words.ts';

export const EXIT_FAULT = 1;
const EXIT_USAGE = 2;

/** Flags of every import. */
export const connectionOptions = {
  lang: { type: 'string' },
  port: { type: 'string' },
  url: { type: 'string' },
  token: { type: 'string' },
  sign: { type: 'string' },
  vkey: { type: 'string' },
} as const;

export interface ConnectionFlags {
  port?: string | undefined;
  url?: string | undefined;
  token?: string | undefined;
  /** File of the key that signs every change. */
  sign?: string | undefined;
  /** The log's key, from a source other than the registry: nothing is signed for another log. */
  vkey?: string | undefined;
  /** The organization that it acts for, which was united into the caller's. */
  for?: string | undefined;
}

/**
 * A client of a local instance in the name of `identity`, or of the registry at --url in the
 * name of its token.
 * @throws UsageError, NoInstanceError, UnreadableError
 */
export function connect(flags: ConnectionFlags, identity: TokenIdentity, language: Language): ApiClient {
  const { url, port, token = process.env.LVZHANG_TOKEN } = flags;
  if (url !== undefined && port !== undefined)
    throw new UsageError('--port 与 --url 二选一 give --port or --url, not both');
  if (url === undefined && flags.token !== undefined)
    throw new UsageError('--token 须同时给出 --url; --token needs --url');
  if (url !== undefined && !URL.canParse(url)) throw new UsageError(`--url ${url}: 地址无效 not a URL`);
  const signWith = flags.sign === undefined ? undefined : readSigningKey(flags.sign);
  const vkey = flags.vkey === undefined ? undefined : readKey('--vkey', flags.vkey, 'log');
  const options = { language, signWith, vkey, actsFor: flags.for };
  if (url === undefined) return localClient(portOf(port), identity, options);
  if (token === undefined)
    throw new UsageError('--url 须同时给出 --token 或 LVZHANG_TOKEN; --url needs --token or LVZHANG_TOKEN');
  return new ApiClient({ url, token: async () => token, ...options });
}

/** The name of who acts on a local instance where --as names nobody. */
export const IDENTITY_DEFAULT = 'operator';

/**
 * The same in the name of --as, by default the operator. @throws UsageError, NoInstanceError, UnreadableError
 */
export function connectAs(flags: ConnectionFlags & { as?: string | undefined; lang?: string | undefined }) {
  const identity = demoIdentity(flags.as ?? IDENTITY_DEFAULT);
  if (!identity) throw new UsageError(`--as ${flags.as}: 没有此名称 no such name`);
  return connect(flags, identity, requireLanguage(flags.lang));
}

/** Asks for as many tokens as it takes. */
function localClient(
  port: number | undefined,
  identity: TokenIdentity,
  options: Pick<ApiClientOptions, 'language' | 'signWith' | 'vkey' | 'actsFor'>,
): ApiClient {
  const instance = readInstance(port);
  let current: Promise<string> | undefined;
  const token: TokenSource = (renew) => {
    if (renew) current = undefined;
    current ??= tokenFor(instance, identity);
    return current;
  };
  return new ApiClient({ url: instance.url, token, ...options, log: instance.logOrigin });
}

/**
 * Refusals that another token changes. Every other 403 (a missing signature, a verifier that isn't
 * independent) states its own remedy.
 */
const OF_THE_TOKEN: ReadonlySet<string> = new Set([
  'forbidden',
  'not-yours',
  'organization-not-registered',
  'role-not-registered',
  'confirmation-same-subject',
]);

/** Whether another token would help; a gateway refuses tokens without naming a kind. */
const needsAnotherToken = ({ status, kind }: RefusedError): boolean =>
  status === 401 || (status === 403 && (kind === '' || OF_THE_TOKEN.has(kind)));

/** The steps of an import and of a key's registration make their own Idempotency-Keys, the same each time. */
const GO_ON = '中止；重新执行即可继续，不会重复办理 / stopped; run it again to go on, nothing is done twice';

/**
 * Reports the end of a command and the remedy (`again`, where no answer came), and gives the exit code.
 * @throws an unforeseen error itself
 */
export function explain(error: unknown, usage: string, language?: Language, again: string = GO_ON): number {
  const { message, code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    tell(`${message}\n\n${usage}`);
    return EXIT_USAGE;
  }
  if (error instanceof UnreadableError) {
    tell(error.told(language));
    return EXIT_UNREADABLE;
  }
  if (error instanceof RowError) {
    tell(error.words[language ?? 'zh']);
    return EXIT_FAULT;
  }
  const refused = error instanceof RefusedError;
  const interrupted = error instanceof UnavailableError;
  if (!refused && !interrupted && !(error instanceof NoInstanceError) && !code) throw error;
  tell(message);
  if (refused && needsAnotherToken(error))
    tell('中止；请换用有权办理的令牌重新执行 / stopped; run it again with a token of someone who may');
  // A request refused for its content is refused again.
  else if (interrupted) tell(again);
  return EXIT_FAULT;
}
