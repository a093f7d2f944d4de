/** Title proofs (权属证明) as files on this machine, in the folder that a table names them in. */
import { isAbsolute, relative, resolve } from 'node:path';
import { type DocumentFile, readDocument } from '../document-upload.ts';
import type { Words } from '../words.ts';

/**
 * Files that rows name, relative to one folder; paths that lead out of it are refused: the table
 * may be a stranger's.
 */
export class TitleFolder {
  private readonly folder: string;
  private readonly known = new Map<string, DocumentFile | Words>();

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  /** The file of that name, or the reason why it can't be taken. */
  find(name: string): DocumentFile | Words {
    const path = resolve(this.folder, name);
    const within = relative(this.folder, path);
    if (within === '' || within.startsWith('..') || isAbsolute(within))
      return { zh: `${name} 不在 ${this.folder} 之内`, en: `${name} is not within ${this.folder}` };
    const found = this.known.get(path) ?? readDocument(path);
    this.known.set(path, found);
    return found;
  }
}
