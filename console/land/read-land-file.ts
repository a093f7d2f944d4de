/** Land in a file of this machine: the readers of `lvzhang import parcels`, as far as a browser runs them. */
import { ofLayer, readFeatures } from '../../events/cli/import/feature-records.ts';
import type { ParcelRecord } from '../../events/cli/import/parcel-record.ts';
import { readKml, readKmz } from '../../events/cli/survey/kml.ts';
import type { Reading } from '../../events/cli/survey/reading.ts';
import { readZippedShapefile } from '../../events/cli/survey/shapefile.ts';
import { systemOfCode } from '../../events/cli/survey/system.ts';
import { namesIn } from '../../events/exchange/file/archive.ts';
import type { InputFile } from '../../events/exchange/file/input-file.ts';
import { UnreadableError } from '../../events/exchange/file/readable.ts';
import { type Finding, Findings } from '../../events/exchange/findings.ts';
import type { Language } from '../../shared/base/words.ts';
import type { SurveyDatum } from '../../shared/land/facts.ts';

export interface LandFile {
  records: ParcelRecord[];
  /** What its owner has to know, in words. */
  findings: Finding[];
}

/** What the person says of the file. */
export interface Said {
  /** Of the coordinate system, where the file names none; empty where nothing is said. */
  code: string;
  /** The shifted degrees of a map service, from which the land is converted. */
  datum: SurveyDatum | undefined;
}

/** @throws Error with what is wrong */
export function readLandFile(file: InputFile, { code, datum }: Said, language: Language): LandFile {
  const findings: Finding[] = [];
  const told = new Findings((finding) => findings.push(finding));
  const system = code === '' ? undefined : systemOfCode(code);
  if (system && 'zh' in system) throw new Error(system[language]);
  try {
    const reading = { ...(system && { system }), ...(datum && { datum }) };
    return { records: recordsOf(file, reading, told), findings };
  } catch (error) {
    throw error instanceof UnreadableError ? new Error(error.told(language)) : error;
  }
}

function recordsOf(file: InputFile, reading: Reading, findings: Findings): ParcelRecord[] {
  const begin = new TextDecoder().decode(file.bytes.subarray(0, 64)).replace('\ufeff', '').trimStart();
  if (begin.startsWith('PK')) {
    const isShape = namesIn(file.name, file.bytes, /\.shp$/i).length > 0;
    const layer = isShape ? readZippedShapefile(file, undefined, reading.system) : readKmz(file, undefined);
    return ofLayer(file.name, layer, reading, findings).records;
  }
  if (begin.startsWith('<')) return ofLayer(file.name, readKml(file), reading, findings).records;
  return readFeatures(file, reading, findings).records;
}
