/** Rejections of parcels and joint-development agreements. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const SIMPLE = 'OGC 06-103r4 §6.1.11';

/** A boundary's faults, named as in shared/land/boundary.ts, and a parcel's other rejections. */
export const landRejections = {
  'boundary-not-geojson': {
    kind: 'invalid',
    title: {
      zh: '边界不是 GeoJSON 的 Polygon 或 MultiPolygon',
      en: 'The boundary is no GeoJSON Polygon or MultiPolygon',
    },
    remedy: {
      zh: '请给出 Polygon 或 MultiPolygon 的 type 与 coordinates，每个多边形至少一环；Feature 只取其 geometry',
      en: 'Give the type and coordinates of a Polygon or MultiPolygon, each polygon with a ring at least; of a Feature, its geometry alone',
    },
    source: 'RFC 7946 §3.1.6, §3.1.7',
  },
  'boundary-crs-projected': {
    kind: 'invalid',
    title: {
      zh: '坐标是平面投影坐标：{system}（{crs}）',
      en: 'Coordinates are those of a projection: {system} ({crs})',
    },
    remedy: {
      zh: '请反算为 CGCS2000 经纬度（EPSG:4490），再去掉 crs',
      en: 'Convert them to longitude and latitude in CGCS2000 (EPSG:4490) and leave out crs',
    },
    source: 'RFC 7946 §4; GB 22021-2008',
  },
  'boundary-crs-datum': {
    kind: 'invalid',
    title: {
      zh: '坐标属于另一大地基准：{system}（{crs}）',
      en: 'Coordinates are on another datum: {system} ({crs})',
    },
    remedy: {
      zh: '同样的数值相差数十至百余米；请以测绘主管部门的参数转换为 CGCS2000 经纬度（EPSG:4490）',
      en: 'The same numbers are a place 50 to 120 m away; transform them to longitude and latitude in CGCS2000 (EPSG:4490) by the survey authority’s parameters',
    },
    source: 'GB 22021-2008；自然资源部公告：2018年7月1日起全面使用2000国家大地坐标系',
  },
  'boundary-crs-unknown': {
    kind: 'invalid',
    title: { zh: '未知坐标系：{crs}', en: 'The coordinate system is unknown: {crs}' },
    remedy: {
      zh: '请转为 CGCS2000（EPSG:4490）或 WGS 84（EPSG:4326、OGC:CRS84）经纬度',
      en: 'Convert to longitude and latitude in CGCS2000 (EPSG:4490) or WGS 84 (EPSG:4326, OGC:CRS84)',
    },
    source: 'RFC 7946 §4; GeoJSON 2008 §3',
  },
  'boundary-too-detailed': {
    kind: 'invalid',
    title: { zh: '边界过于细碎', en: 'The boundary is too detailed' },
    remedy: {
      zh: '请分为多个地块，或去除多余的点',
      en: 'Divide it into several parcels, or leave out needless points',
    },
    source: '本登记簿规则 (this registry): 10,000 positions a boundary, 380 KB compressed',
  },
  'boundary-coordinates': {
    kind: 'invalid',
    title: { zh: '坐标不是经度、纬度', en: 'A position is no longitude and latitude' },
    remedy: {
      zh: '每点仅为 [经度, 纬度]，单位为度，不带高程，不跨 180° 经线',
      en: 'Each is [longitude, latitude] in degrees, without an altitude; no boundary spans 180°',
    },
    source: 'RFC 7946 §3.1.1, §4',
  },
  'boundary-ring': {
    kind: 'invalid',
    title: { zh: '环未闭合或不足四点', en: 'A ring is not closed or has fewer than four positions' },
    remedy: {
      zh: '末点须与首点相同，至少四点',
      en: 'End each ring where it begins, with four positions at least',
    },
    source: 'RFC 7946 §3.1.6',
  },
  'boundary-precision': {
    kind: 'invalid',
    title: { zh: '坐标小数不足六位', en: 'Coordinates have fewer than six decimals' },
    remedy: {
      zh: '请以实测坐标重新导出，保留六位以上小数；补零无效',
      en: 'Export the survey again with six decimals or more; zeros appended do not count',
    },
    source: 'CCER-01-002-V01 并网海上风力发电（六位小数）；本登记簿适用于各类地块',
  },
  'boundary-no-area': {
    kind: 'invalid',
    title: { zh: '边界没有面积', en: 'The boundary encloses no land' },
    remedy: { zh: '请删去不围成面的环', en: 'Leave out rings that enclose nothing' },
    source: SIMPLE,
  },
  'boundary-self-intersecting': {
    kind: 'invalid',
    title: { zh: '边界自相交', en: 'The boundary crosses itself' },
    remedy: {
      zh: '请在所示位置更正；环不得相交，也不得两次经过同一段',
      en: 'Mend it at the place shown: rings neither cross nor run twice along one line',
    },
    source: SIMPLE,
  },
  'boundary-hole-outside': {
    kind: 'invalid',
    title: { zh: '内环不在外环之内', en: 'A hole lies outside its polygon' },
    remedy: {
      zh: '首环为外环，其余须在其内；岛屿请用 MultiPolygon',
      en: 'The first ring is the outer one and holes lie within it; for islands give a MultiPolygon',
    },
    source: 'RFC 7946 §3.1.6',
  },
  'boundary-too-intricate': {
    kind: 'invalid',
    title: { zh: '多边形边界相互交叉过多', en: 'Borders of its polygons cross too often' },
    remedy: {
      zh: '请合并相互交叉的多边形，或分为多个地块；去除锯齿、梳齿与细针状部分',
      en: 'Unite the polygons that cross, or divide it into several parcels; leave out combs and needles',
    },
    source: '本登记簿规则 (this registry): 100,000 crossings a boundary',
  },
  'boundary-polygons-overlap': {
    kind: 'invalid',
    title: { zh: '边界内多边形相互重叠', en: 'Polygons of the boundary overlap' },
    remedy: { zh: '请合并重叠的多边形', en: 'Unite the polygons that overlap' },
    source: SIMPLE,
  },
  'not-a-registered-developer': {
    kind: 'forbidden',
    title: { zh: '本机构未登记为开发主体', en: 'Your organization is not registered as a developer' },
    remedy: {
      zh: '请由登记机构登记 developer 角色',
      en: 'Have the operator register it with the developer role',
    },
    source: '赤政办发〔2024〕59号：统一规划管理、统一开发经营',
  },
  'parcel-too-large': {
    kind: 'invalid',
    title: { zh: '地块面积大于{city}', en: 'The parcel is larger than its city' },
    remedy: {
      zh: '请核对坐标：面积按边界在椭球面上计算',
      en: 'Look at the coordinates: the area is that of the boundary, on the ellipsoid',
    },
    source: '各市人民政府公布的总面积',
  },
  'parcel-outside-banner': {
    kind: 'invalid',
    title: {
      zh: '地块不在{bannerName}（{banner}）：[{longitude}, {latitude}] 距其轮廓 {metres} 米',
      en: 'The parcel is not in the banner {banner}: [{longitude}, {latitude}] is {metres} m outside its outline',
    },
    remedy: {
      zh: '请核对旗县区代码、坐标系与经纬度顺序；轮廓为概略图，允许出界 {metresMax} 米',
      en: 'Look at the code, the coordinate system and the order of longitude and latitude; {metresMax} m are allowed, for outlines are rough',
    },
    source: '赤政办发〔2024〕59号：摸清碳汇资源底数（按旗县区）',
  },
  'parcel-withdrawn': {
    kind: 'conflict',
    title: { zh: '地块已撤回', en: 'The parcel is withdrawn' },
    remedy: { zh: '请重新登记该地块', en: 'Register the land as a new parcel' },
    source: '赤政办发〔2024〕59号：摸清碳汇资源底数',
  },
  'inventory-too-large': {
    kind: 'invalid',
    title: { zh: '地块过多，无法一次汇总', en: 'More parcels than one sum reads' },
    remedy: { zh: '请以 ?banner= 按旗县区汇总', en: 'Sum them banner by banner: ?banner=' },
  },
} as const satisfies Record<string, RejectionRule>;
