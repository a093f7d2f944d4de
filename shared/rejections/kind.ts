/** What a named rejection is: its status and its words. */
export interface RejectionKind {
  /** HTTP status that the surface gives it; the only thing here that knows of HTTP. */
  status: 403 | 404 | 409 | 422;
  title: { zh: string; en: string };
  remedy: { zh: string; en: string };
  /** Where the rule stands. */
  source?: string;
}
