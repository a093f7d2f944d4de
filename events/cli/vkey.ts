/** Keys on the command line: the text of a vkey, or a file with it. */
import { MalformedError } from '../../shared/base/malformed.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import { COSIGNATURE_V1, ED25519, type NoteKey, parseVkey } from '../tlog/note-key.ts';
import { readText } from './file/text-file.ts';
import { UsageError } from './usage.ts';

const KINDS = {
  log: { type: ED25519, words: '日志公钥（0x01） the vkey of a log (0x01)' },
  witness: { type: COSIGNATURE_V1, words: '见证方公钥（0x04） the vkey of a witness (0x04)' },
} as const;

/** The key given with `--vkey`. @throws UsageError */
export function readKey(flag: string, given: string, kind: keyof typeof KINDS): NoteKey {
  if (/^https?:/i.test(given))
    throw new UsageError(
      `${flag} ${given}: 公钥不能取自账本自己的网址：被替换的账本也会给出自己的公钥。请从独立渠道取得\n` +
        '  a key fetched from the log itself proves nothing: a log that was replaced would hand out its own key.\n' +
        '  Get it from elsewhere (the registry’s published notice, a partner), or say --trust-on-first-use.',
    );
  const { type, words } = KINDS[kind];
  try {
    const key = parseVkey(textOf(flag, given).trim());
    if (key.type === type) return key;
  } catch (error) {
    if (error instanceof MalformedError)
      throw new UsageError(
        `${flag}: 不是完好的公钥，请从独立渠道重新取得 no sound vkey, get it again from elsewhere (${error.message})`,
      );
    throw error;
  }
  throw new UsageError(`${flag}: 须为${words}`);
}

function textOf(flag: string, given: string): string {
  // A vkey has at least two plus signs; a file name that has them too can be written ./name.
  if (/^[^+/]+(\/[^+]*)?\+[0-9a-f]{8}\+/.test(given)) return given;
  try {
    return readText(given);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new UsageError(
      `${flag}: 既不是公钥，也不是可读文件 neither a vkey nor a readable file (${error.message})`,
    );
  }
}
