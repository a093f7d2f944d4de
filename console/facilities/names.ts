/** What power is called where people read it: technologies, kinds of energy, meters, places. */
import { banners } from '../../shared/land/banner.ts';
import type { METER_KINDS } from '../../shared/power/facts.ts';
import { provinces } from '../../shared/power/province.ts';
import { energyNames, technologyNames } from '../../shared/power/technology.ts';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { facilityWords } from './words.ts';

export type MeterKind = (typeof METER_KINDS)[number];

/** Each says a term's name; the term itself where it has none. */
export function usePowerNames() {
  const language = useWordsLanguage();
  const say = useWords(facilityWords);
  const of = (names: Readonly<Record<string, { zh: string; en: string }>>, term: string) =>
    names[term]?.[language] ?? term;
  return {
    technology: (term: string) => of(technologyNames, term),
    energy: (term: string) => of(energyNames, term),
    meter: (term: MeterKind) => say(`meterKinds.${term}`),
    /** Province and banner. */
    place: (province: string | undefined, banner: string | undefined) =>
      [nameIn(provinces, province), nameIn(banners, banner)].filter(Boolean).join('，'),
  };
}

const nameIn = (names: Readonly<Record<string, string>>, code: string | undefined): string | undefined =>
  code === undefined ? undefined : (names[code] ?? code);
