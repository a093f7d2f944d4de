/** The JSON that a PDF of ours carries; reading it takes nothing of what draws pages. */
import { MalformedError } from '../../../shared/base/malformed.ts';

/** A file that a certificate could be; the largest answer of the registry has six million bytes. */
export const PDF_BYTES_MAX = 8_000_000;
const JSON_BYTES_MAX = 6_000_000;

/**
 * The first attachment: it stands before everything that could quote its name.
 * @throws MalformedError where there is none
 */
export function attachedJson(bytes: Uint8Array): Uint8Array {
  if (bytes.length > PDF_BYTES_MAX) throw new MalformedError(`more than ${PDF_BYTES_MAX} bytes`);
  const text = latin1(bytes);
  const found = /\n\d+ 0 obj\n<<\n\/Type \/EmbeddedFile\n/.exec(text);
  if (!found) throw new MalformedError('no attachment');
  const start = text.indexOf('\nstream\n', found.index);
  const dictionary = text.slice(found.index, start);
  const length = Number(/\n\/Length (\d{1,8})\n/.exec(`${dictionary}\n`)?.[1]);
  const from = start + '\nstream\n'.length;
  const end = text.slice(from + length, from + length + 10);
  if (start === -1 || !(length <= JSON_BYTES_MAX) || end !== '\nendstream')
    throw new MalformedError('the attachment is cut off');
  return bytes.slice(from, from + length);
}

/** Each byte as the character of that number: places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return parts.join('');
}
