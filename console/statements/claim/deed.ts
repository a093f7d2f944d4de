/** A change that was made on a claim's page: its commit, and what it was. */
export interface Deed {
  commit: string;
  what: 'made' | 'withdrawn';
}
