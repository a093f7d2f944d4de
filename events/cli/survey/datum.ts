/**
 * GCJ-02 and BD-09, the shifted degrees of Chinese map services. Nothing in a file tells them from WGS 84,
 * and they lie 100 to 700 m off, so they are converted only where the command names them.
 */
import gcoordModule from 'gcoord';
import type { SurveyDatum } from '../../../shared/land/facts.ts';

// Its types say that the module has a default member; it is that member.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const SHIFTED = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Decimals that the conversion is worth: its formulas aren't official, and agree to about a metre. */
const DECIMALS = 7;

/** The position on WGS 84 of one on a shifted datum, in degrees. */
export function unshifted(datum: SurveyDatum, longitude: number, latitude: number): [number, number] {
  const [x, y] = gcoord.transform([longitude, latitude], SHIFTED[datum], gcoord.WGS84) as [number, number];
  return [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))];
}
