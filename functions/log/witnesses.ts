/** The witnesses that cosign the log: who they are, and where they take checkpoints. */
import { COSIGNATURE_V1, type NoteKey, parseVkey } from '../../events/tlog/note-key.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';

export interface Witness {
  key: NoteKey;
  /** Where add-checkpoint is posted. */
  url: string;
}

/** The one exception from TLS: addresses that never leave the machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads `<vkey> <submission prefix URL>` entries, separated by commas; a comma in a URL is written %2C.
 * @throws MalformedError naming the entry. A misread witness would mean a cosignature that silently never
 * comes.
 */
export function parseWitnesses(text: string): Witness[] {
  if (text.trim() === '') return [];
  const witnesses = text.split(',').map((entry) => parseWitness(entry.trim()));
  const keys = new Set(witnesses.map(({ key }) => toHex(key.publicKey)));
  // A witness under two names would be counted twice; tlog-cosignature forbids that as well.
  if (keys.size < witnesses.length) throw new MalformedError('two witnesses with the same key');
  return witnesses;
}

function parseWitness(entry: string): Witness {
  const [vkey = '', prefix = '', ...rest] = entry.split(' ');
  try {
    if (prefix === '' || rest.length > 0) throw new MalformedError('a witness reads "<vkey> <URL>"');
    const key = parseVkey(vkey);
    if (key.type !== COSIGNATURE_V1) throw new MalformedError('a witness has a key of type 0x04');
    return { key, url: addCheckpointUrl(prefix) };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new MalformedError(`witness "${entry}": ${error.message}`);
  }
}

function addCheckpointUrl(prefix: string): string {
  if (!URL.canParse(prefix)) throw new MalformedError('not a URL');
  const url = new URL(prefix);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!secure) throw new MalformedError('https is required, but for loopback');
  // Credentials would appear in clear text in the stack's parameters.
  if (url.username || url.password || /[?#]/.test(prefix))
    throw new MalformedError('a submission prefix has no credentials, query or fragment');
  return `${url.href.replace(/\/+$/, '')}/add-checkpoint`;
}
