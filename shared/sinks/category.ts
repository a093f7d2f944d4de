/** What a project's land, animals or plant are, as far as the rules tell them apart. */
export const CATEGORIES = ['forest', 'grassland', 'wetland', 'farmland', 'livestock', 'energy'] as const;
export type Category = (typeof CATEGORIES)[number];
