/** The form of a domain's list of audit blind spots. */

/** A blind spot of a domain's audit: the report lists it, so that nobody takes silence for a check. */
export interface Unseen {
  zh: string;
  en: string;
}
