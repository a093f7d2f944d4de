/**
 * Brings checked parcels into a registry: holder, title proof, parcel. Each parcel is one commit
 * under a key made from all its data, and earlier runs' results are read first; so an interrupted
 * import is simply run again.
 */
import * as z from 'zod';
import { OrganizationId } from '../../../shared/base/field.ts';
import { BannerCode } from '../../../shared/land/banner.ts';
import {
  getV1Organizations,
  getV1OrganizationsId,
  getV1Parcels,
  postV1Parcels,
} from '../../client/operations.ts';
import { all, ask, change } from '../../client/request.ts';
import type { Findings, Place } from '../../exchange/findings.ts';
import { errorAt, RowError } from '../../exchange/import/row-error.ts';
import { keyOf } from '../../exchange/import/step-key.ts';
import { RefusedError } from '../../exchange/refused.ts';
import type { ApiClient } from '../api-client.ts';
import { DocumentUploads } from '../document-upload.ts';
import type { ParcelRow } from './parcel-rows.ts';

const Parcel = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  banner: z.string(),
  holder: z.string(),
  areaSquareMetres: z.number(),
  boundary: z.string(),
  title: z.object({ sha256: z.string() }),
  convertedFrom: z.string().optional(),
  status: z.string(),
});
type Parcel = z.infer<typeof Parcel>;

const Organization = z.object({ id: z.string(), uscc: z.string().optional() });
type Organization = z.infer<typeof Organization>;

const NOT_FOUND = 404;

export class ParcelImport {
  /** Rows that this run has registered, and rows that were there unchanged. */
  readonly registered: ParcelRow[] = [];
  readonly there: ParcelRow[] = [];
  private readonly client: ApiClient;
  private readonly findings: Findings;
  private readonly titles: DocumentUploads;
  private readonly holders = new Map<string, Promise<string | undefined>>();
  private allOrganizations: Promise<Organization[]> | undefined;
  private ownParcels: Promise<Map<string, Parcel[]>> | undefined;

  constructor(client: ApiClient, findings: Findings) {
    this.client = client;
    this.findings = findings;
    this.titles = new DocumentUploads(client);
  }

  /**
   * A refusal by the registry is the row's error; an unreachable registry, or one that doesn't know us,
   * concerns all rows.
   */
  async run(row: ParcelRow): Promise<void> {
    try {
      await this.register(row);
    } catch (error) {
      const { at, words } = errorAt(error, (pointers) => placeIn(row, pointers));
      this.findings.error(row.file, at ?? row.at, words);
    }
  }

  private async register(row: ParcelRow): Promise<void> {
    const { name, type, banner, boundary, digest, places, convertedFrom } = row;
    const holder = await this.holder(row.holder);
    if (!holder)
      throw new RowError(
        { zh: `holder：机构 ${row.holder} 未登记`, en: `holder: ${row.holder} is not registered` },
        places.holder,
      );
    this.ownParcels ??= this.listParcels();
    const same = (await this.ownParcels).get(landOf({ boundary: digest, type })) ?? [];
    const before = same.find(({ status }) => status !== 'withdrawn');
    if (before) {
      const title = row.title.document.sha256;
      requireSame(before, { name, banner, holder, title, convertedFrom: convertedFrom ?? '' });
      this.there.push(row);
      return;
    }
    const title = await this.titles.bring(row.title);
    // A withdrawn parcel may be entered again, and must not get its own first answer.
    const key = keyOf(
      'parcel',
      name,
      type,
      banner,
      holder,
      digest,
      title.sha256,
      title.mediaType,
      same.length,
      ...(convertedFrom ? [convertedFrom] : []),
    );
    const land = { name, type, banner, holder, boundary: { ...boundary } };
    const body = { ...land, title, ...(convertedFrom && { convertedFrom }) };
    const { areaSquareMetres: area, ...made } = await change(this.client, postV1Parcels(body), key, Parcel);
    if (made.boundary !== digest || area !== row.areaSquareMetres)
      throw new RowError(
        {
          zh: `登记簿计得 ${area} 平方米，本机为 ${row.areaSquareMetres}`,
          en: `the registry has ${area} m², here it is ${row.areaSquareMetres}`,
        },
        places.boundary,
      );
    this.registered.push(row);
  }

  /** The organization's id, from an id or a USCC; undefined where it isn't registered. */
  private holder(named: string): Promise<string | undefined> {
    const finding = this.holders.get(named) ?? this.findHolder(named);
    this.holders.set(named, finding);
    return finding;
  }

  private async findHolder(named: string): Promise<string | undefined> {
    if (!OrganizationId.safeParse(named).success) {
      this.allOrganizations ??= all(this.client, getV1Organizations(), Organization);
      return (await this.allOrganizations).find(({ uscc }) => uscc === named)?.id;
    }
    try {
      return (await ask(this.client, getV1OrganizationsId(named), Organization)).id;
    } catch (error) {
      if (error instanceof RefusedError && error.status === NOT_FOUND) return undefined;
      throw error;
    }
  }

  /** Every parcel that we have entered, including withdrawn ones, by its land. */
  private async listParcels(): Promise<Map<string, Parcel[]>> {
    const byLand = new Map<string, Parcel[]>();
    const lists = BannerCode.options.map((banner) => all(this.client, getV1Parcels({ banner }), Parcel));
    for (const parcel of (await Promise.all(lists)).flat())
      byLand.set(landOf(parcel), [...(byLand.get(landOf(parcel)) ?? []), parcel]);
    return byLand;
  }
}

const landOf = ({ boundary, type }: Pick<Parcel, 'boundary' | 'type'>) => `${boundary} ${type}`;

/** The cell of the member that the registry's pointers name. */
function placeIn({ places }: ParcelRow, pointers: readonly string[]): Place | undefined {
  const members = pointers.map((pointer) => pointer.split('/')[1]);
  const known = members.find((member) => member !== undefined && Object.hasOwn(places, member));
  return places[known as keyof typeof places];
}

/** The registry keeps its data; a row that differs for the same land gets an error. */
function requireSame(
  found: Parcel,
  wanted: Record<'name' | 'banner' | 'holder' | 'title' | 'convertedFrom', string>,
): void {
  const there: Record<string, string> = {
    ...found,
    title: found.title.sha256,
    areaSquareMetres: '',
    convertedFrom: found.convertedFrom ?? '',
  };
  const differing = Object.entries(wanted).filter(([member, value]) => there[member] !== value);
  if (differing.length === 0) return;
  const list = differing.map(([member, value]) => `${member} "${there[member]}" ≠ "${value}"`).join('; ');
  throw new RowError({
    zh: `该地块已登记为 ${found.id}，与本条不同：${list}；如有误请先撤回`,
    en: `this land is registered as ${found.id}, not as here: ${list}; withdraw that one first if it is wrong`,
  });
}
