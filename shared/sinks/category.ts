/** What a project's land, animals or plant are, in the categories that the rules distinguish. */
export const CATEGORIES = ['forest', 'grassland', 'wetland', 'farmland', 'livestock', 'energy'] as const;
export type Category = (typeof CATEGORIES)[number];
