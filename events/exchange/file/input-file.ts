/** Input files of an import. */

import type { Findings, Place } from '../findings.ts';
import { noteOfEncoding, textOf } from './readable.ts';

export interface InputFile {
  /** As the user named it; findings quote it. */
  name: string;
  bytes: Uint8Array;
}

/** The file's text; any encoding but UTF-8 is a warning at `whole`. @throws UnreadableError */
export function textOfInput({ name, bytes }: InputFile, whole: Place, findings: Findings): string {
  const decoded = textOf(name, bytes);
  const note = noteOfEncoding(decoded);
  if (note) findings.warn(name, whole, note);
  return decoded.text;
}
