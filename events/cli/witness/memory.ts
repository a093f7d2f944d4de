/**
 * The last checkpoint that a witness signed, in a file, with the log's signature and the witness's own, so
 * that a damaged or foreign file can't pass. Nothing else keeps a witness from signing a fork.
 */
import { openCheckpoint } from '../../tlog/checkpoint.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import type { WitnessedHead } from '../../tlog/witness.ts';
import { createFile, replaceFile } from '../durable-file.ts';
import { readText } from '../file/text-file.ts';

/** Not an empty file: a broken disk leaves those. */
const nothingYet = (logKey: NoteKey) => `${logKey.name}\nnothing cosigned yet\n`;

/** A key without its memory. */
export class NoMemoryError extends Error {}

export class WitnessMemory {
  /** Undefined until the first signature. */
  head: WitnessedHead | undefined;
  private readonly file: string;
  private readonly logKey: NoteKey;

  private constructor(file: string, logKey: NoteKey, head: WitnessedHead | undefined) {
    this.file = file;
    this.logKey = logKey;
    this.head = head;
  }

  /** Makes the file of a new witness, unless it exists. */
  static async create(file: string, logKey: NoteKey): Promise<void> {
    await createFile(file, nothingYet(logKey));
  }

  /**
   * @throws MalformedError or UnverifiedError on a file that isn't this log's memory
   * @throws the system's error where there is no file
   */
  static async open(file: string, logKey: NoteKey): Promise<WitnessMemory> {
    const text = readText(file);
    const head = text === nothingYet(logKey) ? undefined : headIn(text, logKey);
    return new WitnessMemory(file, logKey, head);
  }

  /**
   * Stores a checkpoint durably. When this fails nothing may be signed by it; the file may hold
   * it all the same.
   */
  async remember(checkpoint: string): Promise<void> {
    const head = headIn(checkpoint, this.logKey);
    await replaceFile(this.file, checkpoint);
    this.head = head;
  }
}

function headIn(text: string, logKey: NoteKey): WitnessedHead {
  const { size, root } = openCheckpoint(text, logKey).checkpoint;
  return { size, root };
}
