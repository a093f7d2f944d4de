/** How a domain says what an audit of it leaves open. */

/** What an audit can't see of a domain: said in its report, so that nobody takes silence for a check. */
export interface Unseen {
  zh: string;
  en: string;
}
