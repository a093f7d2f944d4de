/** A change that was made on a park's page: its commit, in words. */
export interface ParkDeed {
  commit: string;
  title: string;
}
