/** What a statement's lines rest on: documents, metered data, factors of its own. */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../../shared/base/basis-points.ts';
import { Stated } from '../../shared/statements/facts.ts';
import { named } from '../http/named.ts';

export const EvidenceView = named('LineEvidence', () =>
  z.strictObject({
    ...Stated.shape.lines.shape,
    /** 在线监测实施率: the share of lines from metered data, rounded down; absent without lines. */
    meteredBasisPoints: z.int().optional(),
  }),
);

/** A dataset that lines draw on; `newer` is a revision that came after the one they drew on. */
export const DrawnView = named('DrawnRow', () =>
  z.strictObject({ dataset: z.string(), revision: z.int(), newer: z.int().optional() }),
);

export const evidenceOf = ({ lines: { count, documented, metered, ownFactors } }: Stated) => ({
  count,
  documented,
  metered,
  ownFactors,
  ...(count > 0 && { meteredBasisPoints: Math.floor((metered * BASIS_POINTS_WHOLE) / count) }),
});

export const datasetsView = (datasets: NonNullable<Stated['datasets']>, newer: ReadonlyMap<string, number>) =>
  datasets.map(({ dataset, revision }) => {
    const latest = newer.get(dataset);
    return { dataset, revision, ...(latest !== undefined && { newer: latest }) };
  });
