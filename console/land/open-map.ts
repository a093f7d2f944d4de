/**
 * A map of vectors alone, in degrees, so that a border is drawn where its positions are. Nothing of it is
 * fetched from anywhere: tiles would tell another host where the land lies.
 */
import Feature from 'ol/Feature.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Polygon from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import VectorSource from 'ol/source/Vector.js';
import View from 'ol/View.js';
import { bannerOutlines } from '../../shared/land/banner-outlines.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { mapStyles, whenColoursChange } from './map-styles.ts';
import type { Land } from './use-land.ts';

/** No nearer than a millimetre a pixel: positions have no more. */
const RESOLUTION_MIN = 1e-8;
const PADDING = [24, 24, 24, 24];
/** A parcel isn't shown nearer than some metres a pixel when it is chosen, so that its surroundings show. */
const NEAREST = 2e-5;

export interface OpenMap {
  map: OlMap;
  lands: VectorSource<Feature<MultiPolygon>>;
  /** Shows the parcels, and which of them is chosen. */
  show(lands: readonly Land[], chosen: string | undefined): void;
  /** Moves to land, or to a banner's outline. */
  moveTo(place: Boundary | string): void;
  close(): void;
}

export function openMap(target: HTMLElement, labels: { in: string; out: string }): OpenMap {
  let styles = mapStyles();
  let chosenId: string | undefined;
  const banners = new VectorSource({ features: bannerFeatures() });
  const lands = new VectorSource<Feature<MultiPolygon>>();
  const bannerLayer = new VectorLayer({ source: banners, style: () => styles.banner });
  const landLayer = new VectorLayer({
    source: lands,
    style: (feature) => (feature.getId() === chosenId ? styles.chosen : styles.parcel),
  });
  const map = new OlMap({
    target,
    layers: [bannerLayer, landLayer],
    view: new View({ projection: 'EPSG:4326', minResolution: RESOLUTION_MIN }),
  });
  // All that is known, until something of it is looked at.
  map.getView().fit(banners.getExtent() ?? [], { padding: PADDING });
  nameButtons(target, labels);
  const unwatch = whenColoursChange(() => {
    styles = mapStyles();
    bannerLayer.changed();
    landLayer.changed();
  });
  return {
    map,
    lands,
    show: (shown, chosen) => {
      chosenId = chosen;
      lands.clear(true);
      lands.addFeatures(shown.map(featureOf));
    },
    moveTo: (place) => {
      const geometry =
        typeof place === 'string'
          ? banners.getFeatureById(place)?.getGeometry()
          : new MultiPolygon(mutable(place));
      if (geometry) map.getView().fit(geometry.getExtent(), { padding: PADDING, minResolution: NEAREST });
    },
    close: () => {
      unwatch();
      map.setTarget();
      map.dispose();
    },
  };
}

/** Buttons of the map's own have English titles. */
function nameButtons(target: HTMLElement, labels: { in: string; out: string }): void {
  for (const [name, label] of [
    ['in', labels.in],
    ['out', labels.out],
  ]) {
    const button = target.querySelector<HTMLButtonElement>(`.ol-zoom-${name}`);
    button?.setAttribute('title', label ?? '');
    button?.setAttribute('aria-label', label ?? '');
  }
}

const mutable = ({ coordinates }: Boundary): number[][][][] =>
  coordinates.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, y])));

function featureOf({ id, boundary }: Land): Feature<MultiPolygon> {
  const feature = new Feature(new MultiPolygon(mutable(boundary)));
  feature.setId(id);
  return feature;
}

const bannerFeatures = (): Feature<Polygon>[] =>
  Object.entries(bannerOutlines).map(([code, outline]) => {
    const ring = outline.map(([x, y]) => [x, y]);
    const feature = new Feature(new Polygon([[...ring, ring[0] ?? []]]));
    feature.setId(code);
    return feature;
  });
