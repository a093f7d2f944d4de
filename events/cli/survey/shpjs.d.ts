/** What this package uses of shpjs, which has no types of its own. */
declare module 'shpjs' {
  /**
   * Geometries of a .shp file by record, null where one has none; in the file's own system without `system`.
   */
  export function parseShp(
    shp: Uint8Array,
    system?: undefined,
  ): ({ type: string; coordinates: unknown } | null)[];
}
