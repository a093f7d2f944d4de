/**
 * Reads what a PDF of ours carries: the attached JSON, and the template that drew the page. This is no parser
 * of PDF: whatever it overlooks shows when the page is drawn again and every byte is compared.
 */
import { MalformedError } from '../../../shared/base/malformed.ts';
import { type Template, templateNames } from './render.ts';

/** A file that a certificate could be; the largest answer of the registry has six million bytes. */
export const PDF_BYTES_MAX = 8_000_000;
const JSON_BYTES_MAX = 6_000_000;

export interface Carried {
  json: Uint8Array;
  template: Template;
}

/**
 * @throws MalformedError where it is no certificate's PDF, or of a template that this release doesn't have
 */
export function readCarried(bytes: Uint8Array): Carried {
  if (bytes.length > PDF_BYTES_MAX) throw new MalformedError(`more than ${PDF_BYTES_MAX} bytes`);
  const text = latin1(bytes);
  return { json: attachedIn(bytes, text), template: templateIn(text) };
}

/** The first attachment: it stands before everything that could quote its name. */
function attachedIn(bytes: Uint8Array, text: string): Uint8Array {
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

function templateIn(text: string): Template {
  const known = Object.entries(templateNames).find(([, name]) => text.includes(`\n(${name})\n`));
  if (!known) throw new MalformedError('no template of this release');
  return Number(known[0]) as Template;
}

/** Each byte as the character of that number: places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  return parts.join('');
}
