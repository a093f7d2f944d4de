/** Batches, projects and facilities in the words of a page: the same in every certificate. */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { banners, cities } from '../../../shared/land/banner.ts';
import { provinces } from '../../../shared/power/province.ts';
import { energyNames, technologyNames } from '../../../shared/power/technology.ts';
import { instrumentRow } from '../../../shared/units/instrument.ts';
import type { SerialRange } from '../../../shared/units/states.ts';
import type { BatchWords, FacilityWords, ProjectWords } from '../unit-words.ts';
import type { Group } from './page.ts';

interface Sources {
  batches: readonly BatchWords[];
  projects: readonly ProjectWords[];
  facilities: readonly FacilityWords[];
}

/** The groups of serials by batch, in the order in which the ranges come to the batches. */
export function groupsOf(ranges: readonly SerialRange[], sources: Sources, field: string): Group[] {
  const byBatch = groupedBy(ranges, ({ batch }) => batch);
  return [...byBatch].map(([id, of]) => {
    const batch = sources.batches.find((each) => each.batch === id);
    const project = sources.projects.find((each) => each.id === batch?.project);
    const facility = sources.facilities.find((each) => each.id === batch?.facility);
    return {
      head: { text: batch ? batchText(batch) : id, field: `${field}/batches` },
      source: project
        ? { text: projectText(project), field: `${field}/projects` }
        : { text: facility ? facilityText(facility) : '', field: `${field}/facilities` },
      ranges: of.map(({ from, to }) => ({ from, to })),
      unit: batch ? instrumentRow(batch.instrument).unit : '',
    };
  });
}

/** What a batch is told by. */
type Told = Pick<BatchWords, 'batch' | 'vintage' | 'generated' | 'energy'> & { instrument: string };

export function batchText({ batch, instrument, vintage, generated, energy }: Told): string {
  const when = vintage ?? `${generated?.from} – ${generated?.to}`;
  const kind = energy && `·${energyNames[energy].zh} ${energyNames[energy].en}`;
  return `${instrument} ${when}·${batch}${kind ?? ''}`;
}

export function projectText({
  name,
  methodology,
  standard,
  country,
  origin,
  code,
  id,
}: ProjectWords): string {
  const registered = origin ? `${origin.source} ${origin.code}` : code;
  return [name, `${standard} ${methodology}`, registered, country, id].filter(Boolean).join('·');
}

export function facilityText(facility: FacilityWords): string {
  const { name, technology, capacityKilowatts, origin, id } = facility;
  const capacity = capacityKilowatts === undefined ? undefined : `${capacityKilowatts} kW`;
  const registered = origin ? `${origin.source} ${origin.code}` : undefined;
  const kind = `${technologyNames[technology].zh} ${technologyNames[technology].en}`;
  return [name, kind, placeText(facility), capacity, registered, id].filter(Boolean).join('·');
}

/** Province, city and banner, as far as they are known. */
export function placeText({ province, banner }: Pick<FacilityWords, 'province' | 'banner'>): string {
  const city = Object.entries(cities).find(([code]) => banner?.startsWith(code))?.[1].name;
  const named = Object.entries(banners).find(([code]) => code === banner)?.[1];
  return [province && provinces[province], city, named ?? banner].filter(Boolean).join('');
}

/** An instrument by its names in both languages. */
export const instrumentText = (instrument: BatchWords['instrument']): string => {
  const { name } = instrumentRow(instrument);
  return `${instrument} ${name.zh} ${name.en}`;
};
