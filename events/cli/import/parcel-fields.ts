/** The values of a parcel record's texts, or their faults; the same for flags. */

import { OrganizationId } from '../../../shared/base/field.ts';
import { isUscc } from '../../../shared/base/uscc.ts';
import { type BannerCode, banners } from '../../../shared/land/banner.ts';
import { LAND_TYPES, type LandType } from '../../../shared/land/facts.ts';
import { readDocument } from '../document-upload.ts';
import type { Words } from '../words.ts';
import type { ParcelField } from './parcel-columns.ts';

/**
 * Values for the fields that a record leaves empty. `title` is a path of its own, from
 * the command's working folder.
 */
export type Defaults = Partial<Record<Exclude<ParcelField, 'name'>, string>>;

/** Common names of the land types. */
export const landTypeNames: Record<LandType, string> = {
  forest: '森林',
  grassland: '草原',
  wetland: '湿地',
  farmland: '农田',
  livestock: '畜牧',
  energy: '能源',
};

export function landTypeOf(text: string): LandType | Words {
  const type = LAND_TYPES.find((each) => each === text || landTypeNames[each] === text);
  return (
    type ?? {
      zh: `未知地类「${text}」（应为 ${LAND_TYPES.map((each) => `${each} ${landTypeNames[each]}`).join('、')}）`,
      en: `unknown type "${text}" (one of ${LAND_TYPES.join(', ')})`,
    }
  );
}

/** The banner of that code or name. */
export function bannerNamed(text: string): BannerCode | undefined {
  const found = Object.entries(banners).filter(([code, name]) => code === text || name === text);
  // Districts of different cities may share a name; then only the code tells which.
  return found.length === 1 ? (found[0]![0] as BannerCode) : undefined;
}

/** A code and a name, as they may be written. */
const example = Object.entries(banners)[0]!;

export const noBanner = (text: string): Words => ({
  zh: `「${text}」不是旗县区的代码或名称，如 ${example.join(' 或 ')}`,
  en: `"${text}" is no code or name of a banner that the registry knows, such as ${example.join(' or ')}`,
});

/** An organization id or a USCC, as written. */
export function holderOf(text: string): string | Words {
  if (OrganizationId.safeParse(text).success || isUscc(text)) return text;
  return {
    zh: `「${text}」既不是机构标识 o-…，也不是有效的统一社会信用代码（GB 32100-2015）`,
    en: `"${text}" is neither an organization id o-… nor a valid USCC (GB 32100-2015)`,
  };
}

/** The fault of the flags themselves: reported once, and not for each of ten thousand records. */
export function faultOfDefaults({ type, banner, holder, title }: Defaults): Words | undefined {
  const read = title === undefined ? undefined : readDocument(title);
  const faults: [keyof Defaults, string | Words | undefined][] = [
    ['type', type === undefined ? undefined : landTypeOf(type)],
    ['banner', banner === undefined ? undefined : (bannerNamed(banner) ?? noBanner(banner))],
    ['holder', holder === undefined ? undefined : holderOf(holder)],
    ['title', read && 'document' in read ? undefined : read],
  ];
  for (const [flag, fault] of faults)
    if (typeof fault === 'object') return { zh: `--${flag}：${fault.zh}`, en: `--${flag}: ${fault.en}` };
  return undefined;
}
