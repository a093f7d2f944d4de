/** What a kind of job is for the one who runs it: work that stops anywhere, and tells how far it has come. */
import type { RegistryClient } from '../../events/exchange/registry-client.ts';
import type { Words } from '../../shared/base/words.ts';
import type { DocumentStore } from '../documents/store.ts';
import type { Job, JobProgress } from './job.ts';

/** What a task works with. */
export interface Tools {
  client: RegistryClient;
  documents: Pick<DocumentStore, 'read'>;
}

/** All that was done until now; what is repeated after it has no further effect. */
export interface Snapshot {
  progress: JobProgress;
  cursor: unknown;
  counts: Record<string, number>;
  /** Text to be added to the result's files, by their names; each is handed out once. */
  texts: Record<string, string>;
}

export interface Task {
  /**
   * Works until all is done (true), or until it may not go on.
   * @throws JobFault, or whatever may pass
   */
  run(mayGoOn: () => boolean): Promise<boolean>;
  /** May be called at any moment, also while it runs. */
  snapshot(): Snapshot;
}

/** Begins, or goes on where the job stands. @throws as a task does */
export type Begin = (job: Job, tools: Tools) => Promise<Task>;

/** Something that no repetition changes: the job has failed, and this is why. */
export class JobFault extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}
