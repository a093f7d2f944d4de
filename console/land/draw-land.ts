/** Drawing on the map. Vertices snap to neighbours, whose borders can be traced: none is drawn twice. */
import type { Polygon } from 'ol/geom.js';
import Draw from 'ol/interaction/Draw.js';
import Snap from 'ol/interaction/Snap.js';
import type { OpenMap } from './open-map.ts';

/** Decimals of a degree that a drawn position keeps: a centimetre. */
const DECIMALS = 7;

/** Lets one polygon be drawn. Returns what ends the drawing. */
export function drawOn({ map, lands }: OpenMap, onDrawn: (geometry: object) => void): () => void {
  const draw = new Draw({ type: 'Polygon', trace: true, traceSource: lands, stopClick: true });
  const snap = new Snap({ source: lands });
  draw.on('drawend', ({ feature }) => {
    const rings = (feature.getGeometry() as Polygon).getCoordinates();
    const known = new Set(
      lands
        .getFeatures()
        .flatMap((each) => each.getGeometry()?.getCoordinates().flat(2) ?? [])
        .map(String),
    );
    const coordinates = rings.map((ring) =>
      ring.map((position) => (known.has(String(position)) ? position : rounded(position))),
    );
    onDrawn({ type: 'Polygon', coordinates });
  });
  map.addInteraction(draw);
  map.addInteraction(snap);
  return () => {
    map.removeInteraction(draw);
    map.removeInteraction(snap);
  };
}

/** A neighbour's own positions are kept as they are, or the two borders would part. */
const rounded = (position: number[]): number[] => position.map((each) => Number(each.toFixed(DECIMALS)));
