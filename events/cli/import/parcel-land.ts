/**
 * A record's geometry as land in the registry's degrees, with what its owner has to know of the way there.
 */
import { isObject } from '../../../shared/base/json.ts';
import type { SurveyDatum } from '../../../shared/land/facts.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Findings, Place } from '../../exchange/findings.ts';
import { inDegrees } from '../survey/degrees.ts';
import type { Area, Dropped } from '../survey/layer.ts';
import type { Survey } from '../survey/likely-cause.ts';
import { noSystem, type Reading } from '../survey/reading.ts';
import { DEGREES, type System, systemOfCrs } from '../survey/system.ts';
import type { Words } from '../words.ts';

export interface Land {
  /** Undefined where it couldn't be read; the fault was reported. */
  geometry: { value: unknown; at: Place } | undefined;
  /** What it was before it was converted. */
  survey?: Survey;
  convertedFrom?: SurveyDatum;
}

/** Reads geometries of one file, as the command says. */
export class LandReader {
  private readonly file: string;
  private readonly reading: Reading;
  private readonly findings: Findings;

  constructor(file: string, reading: Reading, findings: Findings) {
    this.file = file;
    this.reading = reading;
    this.findings = findings;
  }

  /**
   * The system that counts: the command's before the file's, with a warning where they differ.
   * @throws UnreadableError where there is none, or a datum of degrees is named for a grid
   */
  system(named: System | undefined, whole: Place): System {
    const { system: told, datum } = this.reading;
    const system = told ?? named ?? (datum && DEGREES);
    if (!system) throw new UnreadableError(this.file, noSystem);
    if (system.grid && datum)
      throw new UnreadableError(this.file, {
        zh: `--datum ${datum} 是经纬度的偏移，而坐标系为 ${system.name}；请去掉其一`,
        en: `--datum ${datum} is a shift of degrees, while the system is ${system.name}: leave one out`,
      });
    if (told && named && named !== DEGREES && JSON.stringify(told.grid) !== JSON.stringify(named.grid))
      this.findings.warn(this.file, whole, {
        zh: `文件所称坐标系为 ${named.name}，按 --crs 以 ${told.name} 读取`,
        en: `the file says that it is in ${named.name}; read as ${told.name}, as --crs says`,
      });
    return system;
  }

  /** What a survey's layer has. */
  ofArea(geometry: Area | Words, system: System, at: Place, dropped: Dropped | undefined): Land {
    if (dropped) this.findings.warnOnce(this.file, at, droppedWords(dropped));
    const { datum } = this.reading;
    const land = 'zh' in geometry ? geometry : inDegrees(geometry, system, datum);
    if ('zh' in land) {
      this.findings.error(this.file, at, { zh: `boundary：${land.zh}`, en: `boundary: ${land.en}` });
      return { geometry: undefined };
    }
    const survey = system.grid ? { area: geometry as Area, system } : undefined;
    return {
      geometry: { value: land, at },
      ...(survey && { survey }),
      ...(datum && { convertedFrom: datum }),
    };
  }

  /** What GeoJSON has: a value that is checked as a boundary later, unless it is to be converted. */
  ofGeoJson(value: unknown, named: System | undefined, at: Place): Land {
    const { flat, dropped } = withoutAltitude(value);
    const { system: told, datum } = this.reading;
    const own = isObject(flat) ? systemOfCrs(flat.crs) : undefined;
    // Another datum is left to the rules of boundaries, which name it.
    const inFile = own && 'name' in own ? own : named;
    const isConverted = (told ?? inFile)?.grid !== undefined || datum !== undefined;
    if (isConverted && !(own && 'zh' in own) && isArea(flat))
      return this.ofArea(flat, this.system(inFile ?? DEGREES, at), at, dropped);
    if (dropped) this.findings.warnOnce(this.file, at, droppedWords(dropped));
    return { geometry: { value: flat, at } };
  }
}

function droppedWords(dropped: Dropped): Words {
  const zh = { z: '高程（z）', m: '度量值（m）', zm: '高程与度量值（z、m）' }[dropped];
  const en = { z: 'heights (z)', m: 'measures (m)', zm: 'heights and measures (z, m)' }[dropped];
  return {
    zh: `boundary：${zh}已略去，地块只有平面位置`,
    en: `boundary: ${en} were left out: land has a place alone`,
  };
}

const DEPTH = 4;

function isArea(value: unknown): value is Area {
  if (!isObject(value)) return false;
  const depth = { Polygon: 2, MultiPolygon: 3 }[String(value.type)];
  const isNested = (part: unknown, left: number): boolean => {
    if (!Array.isArray(part)) return false;
    if (left > 0) return part.length > 0 && part.every((each) => isNested(each, left - 1));
    return part.length === 2 && part.every((each) => typeof each === 'number');
  };
  return depth !== undefined && isNested(value.coordinates, depth);
}

/** RFC 7946 §3.1.1 allows a third number, which a reader may ignore: land has a place, not a height. */
function withoutAltitude(geometry: unknown): { flat: unknown; dropped?: Dropped } {
  if (!isObject(geometry) || !('coordinates' in geometry)) return { flat: geometry };
  const seen = { height: false };
  const flattened = (value: unknown, depth: number): unknown => {
    if (!Array.isArray(value) || depth === 0) return value;
    const isPosition = value.length === 3 && value.every((each) => typeof each === 'number');
    if (!isPosition) return value.map((each) => flattened(each, depth - 1));
    seen.height ||= value[2] !== 0;
    return value.slice(0, 2);
  };
  const flat = {
    ...(geometry as Record<string, unknown>),
    coordinates: flattened(geometry.coordinates, DEPTH),
  };
  return { flat, ...(seen.height && { dropped: 'z' }) };
}
