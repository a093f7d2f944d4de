/** A refusal by the registry, as its problem document (RFC 9457) explains it, for the page to show. */

export interface Fault {
  /** Where in the body, as path of members: `documents/0/mediaType`. */
  member?: string;
  /** Name of the path, query or header parameter. */
  parameter?: string;
  detail: string;
}

/** The registry refused the request, in its own words. */
export class Refusal extends Error {
  readonly status: number;
  /** The last part of the problem's type, e.g. `job-running`; empty where there is none. */
  readonly kind: string;
  /** The rule, and the remedy. */
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly Fault[];
  /** Where the rule is written; empty where unknown. */
  readonly source: string;
  /** Values that the registry saw, by name. */
  readonly seen: Readonly<Record<string, string | number>>;

  constructor(status: number, text: string) {
    const problem = problemIn(text);
    super(problem.title ?? problem.message ?? `HTTP ${status}`);
    this.status = status;
    this.kind = problem.type?.split(':').at(-1) ?? '';
    this.title = this.message;
    this.detail = problem.detail ?? '';
    this.source = problem.source ?? '';
    this.seen = problem.seen ?? {};
    this.faults = (problem.errors ?? []).map(({ pointer, parameter, detail }) => ({
      ...(pointer !== undefined && { member: memberOf(pointer) }),
      ...(parameter !== undefined && { parameter }),
      detail,
    }));
  }

  /** Whether the same request may succeed a moment later. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.kind === 'contended';
  }
}

/** The registry shows another log's key than the one that a signature is meant for: nothing was sent. */
export class OtherLog extends Error {
  readonly shown: string;
  readonly expected: string;

  constructor(shown: string, expected: string) {
    super(`${shown} ≠ ${expected}`);
    this.shown = shown;
    this.expected = expected;
  }
}

/** No answer came: the network failed, or whoever answered is not the registry. */
export class NoAnswer extends Error {}

interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  /** Of API Gateway's own answers. */
  message?: string;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
  seen?: Record<string, string | number>;
  source?: string;
}

function problemIn(text: string): Problem {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    // A proxy on the way may answer with a page of its own.
    return {};
  }
}

/** `#/documents/0` → `documents/0`, without the escapes of JSON pointer and URI. */
const memberOf = (pointer: string): string =>
  decodeURIComponent(pointer.replace(/^#\/?/, '')).replaceAll('~1', '/').replaceAll('~0', '~');
