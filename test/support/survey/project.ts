/** Gauss-Krüger for tests, forward: by Krüger's series to n⁴, apart from the library that inverts it. */

const A = 6_378_137;
const F = 1 / 298.257222101;
const N = F / (2 - F);
const RECTIFYING = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
/** Krüger 1912, as in Karney 2011, eq. 35. */
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3 + (41 / 180) * N ** 4,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3 + (557 / 1440) * N ** 4,
  (61 / 240) * N ** 3 - (103 / 140) * N ** 4,
  (49_561 / 161_280) * N ** 4,
];

/** Easting and northing in metres on CGCS2000. */
export function gaussKruger(
  [longitude, latitude]: readonly number[],
  meridian: number,
  falseEasting: number,
): [number, number] {
  const [lambda, phi] = [longitude! - meridian, latitude!].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
  ];
  const e = Math.sqrt(F * (2 - F));
  const sine = Math.sin(phi);
  const t = Math.sinh(Math.atanh(sine) - e * Math.atanh(e * sine));
  const xi = Math.atan2(t, Math.cos(lambda));
  const eta = Math.asinh(Math.sin(lambda) / Math.hypot(t, Math.cos(lambda)));
  let [x, y] = [eta, xi];
  for (const [index, alpha] of ALPHA.entries()) {
    const j = 2 * (index + 1);
    x += alpha * Math.cos(j * xi) * Math.sinh(j * eta);
    y += alpha * Math.sin(j * xi) * Math.cosh(j * eta);
  }
  return [falseEasting + RECTIFYING * x, RECTIFYING * y];
}
