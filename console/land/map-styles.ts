/** How land is drawn. A canvas knows no variables of CSS, so the page's colours are read when they change. */
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';

export interface MapStyles {
  banner: Style;
  parcel: Style;
  chosen: Style;
}

const OPACITY = { parcel: '40', chosen: '90' };

export function mapStyles(): MapStyles {
  const colours = getComputedStyle(document.documentElement);
  const colour = (name: string) => colours.getPropertyValue(`--${name}`).trim();
  const [green, soft, ink] = [colour('green'), colour('soft'), colour('ink')];
  return {
    banner: new Style({ stroke: new Stroke({ color: soft, width: 1, lineDash: [4, 4] }) }),
    parcel: new Style({
      stroke: new Stroke({ color: green, width: 2 }),
      fill: new Fill({ color: `${green}${OPACITY.parcel}` }),
    }),
    // Chosen land differs by its border's width too, not by colour alone.
    chosen: new Style({
      stroke: new Stroke({ color: ink, width: 4 }),
      fill: new Fill({ color: `${green}${OPACITY.chosen}` }),
      zIndex: 1,
    }),
  };
}

/** Calls back when the page turns dark or light. Returns what ends that. */
export function whenColoursChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-dark'] });
  return () => observer.disconnect();
}
