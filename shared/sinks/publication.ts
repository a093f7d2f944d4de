/**
 * When everybody may read a published file. A design is published for its days of comments (CCER measures,
 * art. 12), a monitoring report for its own (art. 19). Once the project is registered (art. 15), or its
 * reductions are (art. 22), the registry publishes what was submitted for that: articles and registration
 * are H, as in DOMAIN §2; that all the papers are then published is K, for the text was not at hand. In
 * between a file is nobody's but the parties'.
 */
import type { Period } from '../base/day.ts';
import { FINAL } from './lifecycle/status.ts';
import type { FiledDocument, ProjectState, ReportState } from './states.ts';

/** A file that is, or was, published: whether it is open on a day, and the days of its publication. */
export interface Publication {
  file: FiledDocument;
  open: boolean;
  days: Period | undefined;
}

const within = ({ from, to }: Period, day: string) => from <= day && day <= to;

/** The published design of a project on a day (ISO, China); undefined where none was published. */
export function publishedDesign(
  { design, documents = [], developer, status, code }: ProjectState,
  day: string,
): Publication | undefined {
  const file = documents.find(
    ({ sha256, organization }) => sha256 === design?.document && organization === developer,
  );
  if (!design || !file) return undefined;
  const published = within(design.comments, day) && !FINAL.has(status);
  return { file, open: published || code !== undefined, days: design.comments };
}

/** The file of a monitoring report on a day (ISO, China). */
export function publishedReport({ documents, status, window }: ReportState, day: string): Publication {
  const published = status === 'submitted' && window !== undefined && within(window, day);
  // The report itself is the first document that its state files.
  return { file: documents[0]!, open: published || status === 'issued', days: window };
}
