/** A refusal by the registry, as its problem document explains it. */
import * as z from 'zod';
import { saidIn } from './fact-words.ts';

/** The members of a problem document (RFC 9457) that explain it; API Gateway's own answers have `message`. */
const Problem = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  message: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
    .default([]),
  seen: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  source: z.string().optional(),
});
type Problem = z.infer<typeof Problem>;

/** The registry refused the request; a repetition would change nothing. */
export class RefusedError extends Error {
  readonly status: number;
  /** The last part of the problem's type, e.g. `foreign-already-registered`; empty where there is none. */
  readonly kind: string;
  /** JSON pointers into the body, as the problem names them (`#/name`). */
  readonly pointers: string[];
  /**
   * The rule in one line, the place where it is written (empty where unknown), and the values
   * that the registry saw.
   */
  readonly title: string;
  /** The remedy, and the fault at each of the pointers. */
  readonly detail: string;
  readonly details: string[];
  readonly source: string;
  readonly seen: Readonly<Record<string, string | number>>;
  constructor(status: number, problem: Problem) {
    super(describe(status, problem));
    this.status = status;
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.details = problem.errors.map(({ detail }) => detail);
    this.source = problem.source ?? '';
    this.seen = problem.seen ?? {};
    this.kind = problem.type?.split(':').at(-1) ?? '';
    this.pointers = problem.errors.flatMap(({ pointer }) => pointer ?? []);
  }
}

/**
 * One line, nothing twice: the fault, its place, the values that the registry saw, and where the rule is
 * written.
 */
function describe(status: number, { title, detail, message, errors, seen, source }: Problem): string {
  const what = [title, detail].filter(Boolean).join(': ') || message || 'no reason given';
  const places = errors.map((error) =>
    [error.pointer ?? error.parameter, error.detail !== title && error.detail].filter(Boolean).join(' '),
  );
  const isSaid = saidIn(what);
  const facts = Object.entries(seen ?? {}).flatMap(([name, value]) =>
    isSaid(String(value)) ? [] : [`${name} ${value}`],
  );
  const more = [...places, ...facts].join('; ');
  return `${status} ${what}${more && ` (${more})`}${source ? ` [${source}]` : ''}`;
}

/** The problem that an answer's text explains, whatever stands there. */
export function problemIn(text: string): Problem {
  try {
    return Problem.parse(JSON.parse(text));
  } catch {
    // A proxy on the way may answer with a page of its own.
    const page = /^\s*</.test(text) ? '网页而非答复 a page instead of an answer: ' : '';
    return { message: `${page}${text.slice(0, 200)}`, errors: [] };
  }
}

/** Nothing was written, because other writers were faster. */
const CONTENDED = 'contended';

/** Whether the same request may succeed a moment later. */
export function isPassing({ status, kind }: RefusedError): boolean {
  return status >= 500 || status === 429 || (status === 409 && kind === CONTENDED);
}
