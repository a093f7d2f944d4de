/**
 * The facts that a rule saw beyond those that its words quote, phrased for somebody with a file before them.
 */
import type { Language, Words } from '../../shared/base/words.ts';

/**
 * Facts whose member name isn't plain, or needs Chinese. In English the fallback is the
 * name itself, as words.
 */
const NAMES: Readonly<Record<string, Partial<Words> & { zh: string }>> = {
  account: { zh: '账户' },
  agreement: { zh: '协议' },
  areaSquareMetres: { zh: '面积（平方米）' },
  available: { zh: '可用' },
  banner: { zh: '旗县区代码' },
  bannerName: { zh: '旗县区', en: 'banner' },
  batch: { zh: '批次' },
  certificate: { zh: '证书' },
  closed: { zh: '首尾相接' },
  code: { zh: '代码' },
  contract: { zh: '合同' },
  crs: { zh: '坐标系', en: 'coordinate system' },
  decimalsMin: { zh: '至少小数位', en: 'decimals at least' },
  developer: { zh: '业主' },
  energy: { zh: '能源' },
  expected: { zh: '应为' },
  facility: { zh: '设施' },
  from: { zh: '起' },
  given: { zh: '所填' },
  hectares: { zh: '公顷' },
  held: { zh: '持有' },
  holder: { zh: '持有人' },
  instrument: { zh: '权益类别' },
  issued: { zh: '已签发' },
  kilowattHours: { zh: '千瓦时', en: 'kWh' },
  kind: { zh: '类别' },
  latitude: { zh: '纬度' },
  length: { zh: '长度' },
  limit: { zh: '上限' },
  longitude: { zh: '经度' },
  max: { zh: '至多' },
  methodology: { zh: '方法学' },
  metres: { zh: '米' },
  min: { zh: '至少' },
  month: { zh: '月份' },
  number: { zh: '编号' },
  ordinates: { zh: '不同坐标值', en: 'distinct ordinates' },
  org: { zh: '机构', en: 'organization' },
  organization: { zh: '机构' },
  other: { zh: '另一处' },
  owner: { zh: '所有人' },
  parcel: { zh: '地块' },
  position: { zh: '位置' },
  positions: { zh: '坐标点' },
  precise: { zh: '小数位足够者', en: 'with decimals enough' },
  project: { zh: '项目' },
  province: { zh: '省份' },
  quantity: { zh: '数量' },
  registered: { zh: '已登记' },
  remaining: { zh: '余量' },
  retired: { zh: '已注销' },
  roles: { zh: '角色' },
  seller: { zh: '卖方' },
  serial: { zh: '序列号' },
  series: { zh: '序列' },
  standard: { zh: '标准' },
  status: { zh: '状态' },
  system: { zh: '坐标系', en: 'coordinate system' },
  to: { zh: '止' },
  unit: { zh: '单位' },
  uscc: { zh: '统一社会信用代码', en: 'USCC' },
  vintage: { zh: '年份' },
  wanted: { zh: '所需' },
  year: { zh: '年份' },
};

/** Values that are words. */
const VALUES: Readonly<Record<string, Words>> = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
};

/** Whether a text states a value. A number may be part of a longer one, and "no" part of any word. */
export function saidIn(text: string): (written: string) => boolean {
  const tokens = new Set(text.match(/[\w.-]+/g));
  return (written) => tokens.has(written) || (/[^\d.-]/.test(written) && text.includes(written));
}

/** Each fact once; facts that `text`, in the same language, already states are left out. */
export function factsBeyond(
  text: string,
  seen: Readonly<Record<string, string | number>>,
  language: Language,
): string[] {
  const isSaid = saidIn(text);
  const told = new Set<string>();
  return Object.entries(seen).flatMap(([name, value]) => {
    const written = String(value);
    const word = VALUES[written]?.[language];
    if (word === undefined && isSaid(written)) return [];
    const fact = `${NAMES[name]?.[language] ?? plainName(name)} ${word ?? written}`;
    if (told.has(fact)) return [];
    told.add(fact);
    return [fact];
  });
}

/** `areaSquareMetres` as words. */
const plainName = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
