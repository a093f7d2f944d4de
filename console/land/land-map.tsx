/** The map beside the list: it shows what the list has, and choosing on it chooses there. */
import { useEffect, useRef, useState } from 'react';
import 'ol/ol.css';
import { useWords } from '../words/area.ts';
import { type OpenMap, openMap } from './open-map.ts';
import type { Land } from './use-land.ts';
import { landWords } from './words.ts';

interface LandMapProps {
  lands: readonly Land[];
  /** The banner that is looked at. */
  banner: string | undefined;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function LandMap({ lands, banner, chosen, onChoose }: LandMapProps) {
  const say = useWords(landWords);
  const [target, opened] = useOpenMap({ in: say('map.zoomIn'), out: say('map.zoomOut') });
  const chosenLand = lands.find(({ id }) => id === chosen);
  useEffect(() => opened?.show(lands, chosen), [opened, lands, chosen]);
  useEffect(() => {
    if (banner !== undefined) opened?.moveTo(banner);
  }, [opened, banner]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves to what was chosen, once that is read.
  useEffect(() => {
    if (chosenLand) opened?.moveTo(chosenLand.boundary);
  }, [opened, chosenLand?.id]);
  useEffect(() => {
    if (!opened) return;
    const { map } = opened;
    const choose = ({ pixel }: { pixel: number[] }) => {
      const id = map.forEachFeatureAtPixel(pixel, (feature) => feature.getId(), {
        layerFilter: (layer) => layer.getSource() === opened.lands,
      });
      if (typeof id === 'string') onChoose(id);
    };
    map.on('singleclick', choose);
    return () => map.un('singleclick', choose);
  }, [opened, onChoose]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it. */}
      <section ref={target} className="map" tabIndex={0} aria-label={say('map.label')} />
      <p className="soft">{say('map.legend')}</p>
    </>
  );
}

/** A map in an element, as long as that stands in the page. */
export function useOpenMap(labels: { in: string; out: string }) {
  const target = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<OpenMap>();
  const { in: zoomIn, out: zoomOut } = labels;
  useEffect(() => {
    if (!target.current) return;
    const map = openMap(target.current, { in: zoomIn, out: zoomOut });
    setOpened(map);
    return () => {
      setOpened(undefined);
      map.close();
    };
  }, [zoomIn, zoomOut]);
  return [target, opened] as const;
}
