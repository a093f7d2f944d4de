/** Land that is hard to compare. Every piece of it is sound, and no survey would bring it. */
import type { Position } from '../../../shared/land/boundary.ts';

const nine = (ordinate: number) => Number(ordinate.toFixed(9));
const closed = (positions: Position[]): Position[] => [...positions, positions[0]!];
const polygonOf = (positions: Position[]) => ({
  type: 'Polygon',
  coordinates: [closed(positions.map(([x, y]): Position => [nine(x), nine(y)]))],
});

/** A comb of `teeth` over a square of 0.05 degrees; they point north or east. */
export function comb([west, south]: Position, teeth: number, pointing: 'north' | 'east') {
  const width = 0.05;
  const step = width / (2 * teeth);
  const at = (along: number, across: number): Position =>
    pointing === 'north' ? [west + across, south + along] : [west + along, south + across];
  const positions = Array.from({ length: teeth }, (_, i) => [
    at(width * 0.05, 2 * i * step),
    at(width, 2 * i * step),
    at(width, (2 * i + 1) * step),
    at(width * 0.05, (2 * i + 1) * step),
  ]).flat();
  return polygonOf([...positions, at(0, (2 * teeth - 1) * step), at(0, 0)]);
}

/** A square from which needles, a fifth of a millimetre wide, run 0.2 degrees to the east. */
export function needles([west, south]: Position, count: number) {
  const positions = Array.from({ length: count }, (_, i): Position[] => {
    const y = south + (0.06 * i) / count;
    return [
      [west + 0.1, y],
      [west + 0.3, y + 2e-9],
      [west + 0.1, y + 4e-9],
    ];
  }).flat();
  return polygonOf([[west, south], ...positions, [west, south + 0.06]]);
}

/** A round field with as many lobes. */
export function lobed([x, y]: Position, lobes: number, positions: number) {
  return polygonOf(
    Array.from({ length: positions }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / positions;
      const radius = 0.02 * (1 + 0.2 * Math.sin(lobes * angle));
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }),
  );
}

/**
 * Two parcels whose intersection a general library couldn't complete (luizbarboza/polyclip-ts#5): edges meet
 * in one place from many sides. Together they hold 7.1 ha twice.
 */
export const TANGLED = [
  {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [118.9093969, 42.2022652],
          [118.9083766, 42.2032959],
          [118.906336, 42.2043266],
          [118.9042954, 42.206388],
          [118.9032751, 42.2032959],
          [118.9012345, 42.2022652],
          [118.9042954, 42.2012345],
          [118.9053157, 42.2012345],
          [118.9073563, 42.1971117],
          [118.906336, 42.2012345],
          [118.9093969, 42.2022652],
        ],
      ],
    ],
  },
  {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [118.9073563, 42.2084494],
          [118.9083766, 42.2115415],
          [118.9042954, 42.2125722],
          [118.9032751, 42.2094801],
          [118.9012345, 42.206388],
          [118.9042954, 42.2053573],
          [118.9073563, 42.2053573],
          [118.9073563, 42.2084494],
        ],
      ],
      [
        [
          [118.9114375, 42.2022652],
          [118.9104172, 42.2043266],
          [118.9073563, 42.2032959],
          [118.906336, 42.2053573],
          [118.9053157, 42.2053573],
          [118.906336, 42.2032959],
          [118.9053157, 42.2022652],
          [118.906336, 42.2012345],
          [118.906336, 42.1991731],
          [118.9083766, 42.2002038],
          [118.9093969, 42.2012345],
          [118.9114375, 42.2022652],
        ],
      ],
    ],
  },
];
