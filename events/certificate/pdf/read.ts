/**
 * Reads what a PDF of ours carries: the attached JSON, and the template that drew the page. This is no parser
 * of PDF: whatever it overlooks shows when the page is drawn again and every byte is compared.
 */
import { MalformedError } from '../../../shared/base/malformed.ts';
import { attachedJson, latin1 } from './attached.ts';
import { type Template, templateNames } from './render.ts';

export interface Carried {
  json: Uint8Array;
  template: Template;
}

/**
 * @throws MalformedError where it is no certificate's PDF, or of a template that this release doesn't have
 */
export function readCarried(bytes: Uint8Array): Carried {
  const json = attachedJson(bytes);
  return { json, template: templateIn(latin1(bytes)) };
}

function templateIn(text: string): Template {
  const known = Object.entries(templateNames).find(([, name]) => text.includes(`\n(${name})\n`));
  if (!known) throw new MalformedError('no template of this release');
  return Number(known[0]) as Template;
}
