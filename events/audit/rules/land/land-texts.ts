/** The rules of land.ts in the words of the report, and what no rule can see. */
export const landRuleTexts = {
  'parcel-unknown': { zh: '地块 {parcel} 未登记', en: 'parcel {parcel} is not registered' },
  'parcel-too-large': {
    zh: '地块 {areaSquareMetres} 平方米，大于全市 {limit}',
    en: 'the parcel has {areaSquareMetres} m², more than the whole city, {limit}',
  },
  'parcel-not-registrants': {
    zh: '机构 {org} 撤回了由 {registrant} 登记的地块 {parcel}',
    en: 'the organization {org} withdrew parcel {parcel}, which {registrant} registered',
  },
  'parcel-withdrawn-twice': { zh: '地块 {parcel} 此前已撤回', en: 'parcel {parcel} was withdrawn before' },
} as const satisfies Record<string, { zh: string; en: string }>;

export const landUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '地块是否在所称旗县区内：仅在入库时与概略轮廓比对，公布的边界不分地块',
    en: 'whether a parcel lies in the banner that it names: it is held against a rough outline when it is entered, and published boundaries no longer tell parcels apart',
  },
  {
    zh: '地块边界：项目公布之前只有其摘要可见，面积、旗县区与地类是否相符无从核对',
    en: "a parcel's boundary: until a project publishes it there is but its digest, so area, banner and type stand unchecked",
  },
  {
    zh: '边界是否由 GCJ-02 或 BD-09 换算而来（convertedFrom）：为登记者自述，换算误差约数米',
    en: 'whether a boundary was converted from GCJ-02 or BD-09 (convertedFrom): the registrant says so, and the conversion is some metres off',
  },
  {
    zh: '同一块地是否两次入库：设计公示时才比对土地',
    en: 'whether a parcel was entered twice: land is compared when a design is published',
  },
  {
    zh: '权属证明的内容，及持有者是否确有其权',
    en: 'what title proofs say, and whether the holder has the right to the resource',
  },
];
