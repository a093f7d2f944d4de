/**
 * Checks records as parcels before anything is sent: by the registry's own rules, each fault at its place.
 */

import { toHex, toUtf8 } from '../../../shared/base/encoding.ts';
import { isReadable, line } from '../../../shared/base/field.ts';
import { personalDataFault, personalDataIn } from '../../../shared/base/personal-data.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import { areaSquareMetres } from '../../../shared/land/area.ts';
import type { BannerCode } from '../../../shared/land/banner.ts';
import { strayOf } from '../../../shared/land/banner-outlines.ts';
import { boundaryText, parseBoundary } from '../../../shared/land/boundary.ts';
import type { LandType, SurveyDatum } from '../../../shared/land/facts.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import { outsideBanner } from '../../../shared/land/register-parcel.ts';
import { rejections } from '../../../shared/ledger/rejection.ts';
import type { Findings, Place } from '../../exchange/findings.ts';
import { printable } from '../../exchange/printable.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import { damaged } from '../../exchange/table.ts';
import { type DocumentFile, readDocument } from '../document-upload.ts';
import { likelyCause } from '../survey/likely-cause.ts';
import type { Words } from '../words.ts';
import { type Geometry, mended } from './mended.ts';
import type { ParcelField } from './parcel-columns.ts';
import { bannerNamed, type Defaults, holderOf, landTypeOf, noBanner } from './parcel-fields.ts';
import type { ParcelRecord } from './parcel-record.ts';
import type { TitleFolder } from './title-proof.ts';

/** A record that the registry will accept, as far as can be known here. */
export interface ParcelRow {
  file: string;
  at: Place;
  /** Places of the fields, for faults that the registry finds. */
  places: Record<ParcelField | 'boundary', Place>;
  name: string;
  type: LandType;
  banner: BannerCode;
  /** Organization id, or USCC. */
  holder: string;
  title: DocumentFile;
  boundary: Boundary;
  /** SHA-256 of the boundary's canonical text. */
  digest: string;
  areaSquareMetres: number;
  /** The shifted datum that the file's degrees were converted from. */
  convertedFrom?: SurveyDatum;
}

export interface CheckOptions {
  defaults: Defaults;
  titles: TitleFolder;
  /** Mend rings that cross themselves, with a warning, instead of refusing them. */
  mend: boolean;
}

/** The sound records; land that occurs twice in the file is taken once. */
export function checkParcels(
  records: readonly ParcelRecord[],
  options: CheckOptions,
  findings: Findings,
): ParcelRow[] {
  const first = new Map<string, number>();
  const { title } = options.defaults;
  // Read once, and not for every record.
  const fallback = title === undefined ? undefined : readDocument(title);
  return records.flatMap((record, index) => {
    const row = new ParcelReader(record, options, findings, fallback).read();
    if (!row) return [];
    const land = `${row.digest} ${row.type}`;
    const before = first.get(land);
    if (before === undefined) {
      first.set(land, index);
      return [row];
    }
    findings.error(row.file, row.at, {
      zh: `与第 ${before + 1} 条为同一地块（边界与地类相同）`,
      en: `the same land as record ${before + 1} (same boundary and type)`,
    });
    return [];
  });
}

class ParcelReader {
  private readonly record: ParcelRecord;
  private readonly options: CheckOptions;
  private readonly findings: Findings;
  /** The title proof of records without one. */
  private readonly fallback: DocumentFile | Words | undefined;

  constructor(
    record: ParcelRecord,
    options: CheckOptions,
    findings: Findings,
    fallback: DocumentFile | Words | undefined,
  ) {
    this.record = record;
    this.options = options;
    this.findings = findings;
    this.fallback = fallback;
  }

  /** Every fault of the record is reported, not only its first. */
  read(): ParcelRow | undefined {
    const { file, at, fields, geometry } = this.record;
    const name = this.name();
    const type = this.type();
    const banner = this.banner();
    const holder = this.holder();
    const title = this.title();
    const land = geometry && this.land(geometry);
    if (banner && land && !this.isWithin(banner, land.boundary, fields.banner.at)) return undefined;
    if (!name || !type || !banner || !holder || !title || !land) return undefined;
    const places = {
      name: fields.name.at,
      type: fields.type.at,
      banner: fields.banner.at,
      holder: fields.holder.at,
      title: fields.title.at,
      boundary: geometry.at,
    };
    const { convertedFrom } = this.record;
    return {
      file,
      at,
      places,
      name,
      type,
      banner,
      holder,
      title,
      ...land,
      ...(convertedFrom && { convertedFrom }),
    };
  }

  private fault(at: Place, field: string, { zh, en }: Words): undefined {
    this.findings.error(this.record.file, at, { zh: `${field}：${zh}`, en: `${field}: ${en}` });
    return undefined;
  }

  /** A field that a flag can give for the whole file. */
  private lacks(at: Place, field: Exclude<ParcelField, 'name'>): undefined {
    this.findings.errorOnce(this.record.file, at, {
      zh: `${field}：为空；可用 --${field} 统一给出`,
      en: `${field}: is empty; --${field} can stand for it`,
    });
    return undefined;
  }

  /** The field's text as the registry takes it, or its default. */
  private text(field: Exclude<ParcelField, 'name'>): string {
    return printable(this.record.fields[field].text).text || (this.options.defaults[field] ?? '');
  }

  private name(): string | undefined {
    const { text: given, at } = this.record.fields.name;
    const { text, changes, hidden } = printable(given);
    if (text === '') return this.fault(at, 'name', empty);
    if (!isReadable(text)) return this.fault(at, 'name', damaged);
    if (hidden) return this.fault(at, 'name', hidden);
    for (const { zh, en } of changes)
      this.findings.warn(this.record.file, at, { zh: `name：${zh}`, en: `name: ${en}` });
    const kind = personalDataIn(text);
    if (kind) return this.fault(at, 'name', personalDataFault(kind));
    if (line(200).safeParse(text).success) return text;
    return this.fault(at, 'name', { zh: '超过 200 个字符', en: 'has more than 200 characters' });
  }

  private type(): LandType | undefined {
    const text = this.text('type');
    const { at } = this.record.fields.type;
    if (text === '') return this.lacks(at, 'type');
    const type = landTypeOf(text);
    return typeof type === 'string' ? type : this.fault(at, 'type', type);
  }

  private banner(): BannerCode | undefined {
    const text = this.text('banner');
    const { at } = this.record.fields.banner;
    const hinted = this.record.bannerHints.map(bannerNamed).find((code) => code !== undefined);
    const banner = text === '' ? hinted : bannerNamed(text);
    if (banner) return banner;
    const hints = this.record.bannerHints.filter((hint) => hint !== '').join(' / ');
    if (text === '' && hints === '') return this.lacks(at, 'banner');
    return this.fault(at, 'banner', noBanner(text || hints));
  }

  private holder(): string | undefined {
    const text = this.text('holder');
    const { at } = this.record.fields.holder;
    if (text === '') return this.lacks(at, 'holder');
    const holder = holderOf(text);
    return typeof holder === 'string' ? holder : this.fault(at, 'holder', holder);
  }

  private title(): DocumentFile | undefined {
    const { text, at } = this.record.fields.title;
    const named = printable(text).text;
    const found = named === '' ? this.fallback : this.options.titles.find(named);
    if (!found) return this.lacks(at, 'title');
    return 'document' in found ? found : this.fault(at, 'title', found);
  }

  private land({ value, at }: { value: unknown; at: Place }) {
    const boundary = this.boundary(value, at);
    if (!boundary) return undefined;
    const area = Math.round(areaSquareMetres(boundary));
    if (area < 1) return this.fault(at, 'boundary', ruleWords(rejections['boundary-no-area'], {}));
    const digest = toHex(sha256(toUtf8(boundaryText(boundary))));
    return { boundary, digest, areaSquareMetres: area };
  }

  private isWithin(banner: BannerCode, boundary: Boundary, at: Place): boolean {
    const outside = outsideBanner(banner, strayOf(boundary, banner));
    if (!outside) return true;
    const words = ruleWords(rejections['parcel-outside-banner'], outside.seen ?? {});
    const cause = this.record.survey && likelyCause(this.record.survey, banner);
    this.fault(
      at,
      'banner',
      cause ? { zh: `${words.zh}；${cause.zh}`, en: `${words.en}; ${cause.en}` } : words,
    );
    return false;
  }

  private boundary(value: unknown, at: Place): Boundary | undefined {
    const read = parseBoundary(value);
    if ('boundary' in read) return read.boundary;
    const { rule, pointer, seen = {} } = read.fault;
    const words = ruleWords(rejections[rule], seen);
    if (rule !== 'boundary-self-intersecting') return this.fault(at, `boundary${pointer}`, words);
    if (!this.options.mend) return this.fault(at, `boundary${pointer}`, orMend(words));
    // The value was read up to its self-crossing.
    const sound = mended(value as Geometry, seen);
    if (!sound) return this.fault(at, `boundary${pointer}`, beyondMending(words));
    this.findings.warn(this.record.file, at, sound.warning);
    return sound.boundary;
  }
}

const empty: Words = { zh: '为空', en: 'is empty' };

const beyondMending = ({ zh, en }: Words): Words => ({
  zh: `${zh}；--mend 也无法修复`,
  en: `${en}; --mend can't mend it`,
});

const orMend = ({ zh, en }: Words): Words => ({
  zh: `${zh}；也可用 --mend 按奇偶规则修复`,
  en: `${en}; --mend does it by the even-odd rule`,
});
