/**
 * GCJ-02 and BD-09, the shifted degrees of Chinese map services. Nothing in a file tells them from WGS 84,
 * and they lie 100 to 700 m off, so they are converted only where the command names them.
 */
import gcoordModule from 'gcoord';
import type { SurveyDatum } from '../../../shared/land/facts.ts';

/** What is used of it. Its own types differ by how a module is resolved. */
interface Gcoord {
  GCJ02: string;
  BD09: string;
  WGS84: string;
  transform(position: [number, number], from: string, to: string): [number, number];
}
const gcoord = gcoordModule as unknown as Gcoord;

const SHIFTED = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Decimals that the conversion is worth: its formulas aren't official, and agree to about a metre. */
const DECIMALS = 7;

/** The position on WGS 84 of one on a shifted datum, in degrees. */
export function unshifted(datum: SurveyDatum, longitude: number, latitude: number): [number, number] {
  const [x, y] = gcoord.transform([longitude, latitude], SHIFTED[datum], gcoord.WGS84);
  return [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))];
}
