/** Writes land as KML and WKT for tests. */

export const wktOf = (polygons: number[][][][]): string => {
  const ring = (each: number[][]) => `(${each.map((position) => position.join(' ')).join(', ')})`;
  const polygon = (rings: number[][][]) => `(${rings.map(ring).join(', ')})`;
  return polygons.length === 1
    ? `POLYGON ${polygon(polygons[0]!)}`
    : `MULTIPOLYGON (${polygons.map(polygon).join(', ')})`;
};

export interface Placemark {
  name: string;
  polygons: number[][][][];
  data?: Record<string, string>;
}

export function kmlOf(placemarks: readonly Placemark[]): string {
  const ring = (each: number[][]) =>
    `<LinearRing><coordinates>${each.map((position) => position.join(',')).join(' ')}</coordinates></LinearRing>`;
  const polygon = ([outer, ...holes]: number[][][]) =>
    `<Polygon><outerBoundaryIs>${ring(outer!)}</outerBoundaryIs>${holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('')}</Polygon>`;
  const geometry = (polygons: number[][][][]) =>
    polygons.length === 1
      ? polygon(polygons[0]!)
      : `<MultiGeometry>${polygons.map(polygon).join('')}</MultiGeometry>`;
  const data = (values: Record<string, string>) =>
    `<ExtendedData>${Object.entries(values)
      .map(([name, value]) => `<Data name="${name}"><value>${value}</value></Data>`)
      .join('')}</ExtendedData>`;
  const marks = placemarks.map(
    (each) =>
      `<Placemark><name>${each.name}</name>${data(each.data ?? {})}${geometry(each.polygons)}</Placemark>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>${marks.join('')}</Folder></Document></kml>`;
}
