/** What is said of land. */
import { area } from '../words/area.ts';

export const landWords = area('land', {
  title: { zh: '地块', en: 'Land' },
  lead: {
    zh: '资源底数：已登记的地块，按旗县区、类型与可用标准汇总，并在图上查看边界。',
    en: 'The inventory: parcels of land by banner, type and eligible standard, with their boundaries on a map.',
  },
  empty: { zh: '还没有地块', en: 'No land yet' },
  emptyHint: {
    zh: '开发主体登记地块后，这里汇总其面积并在图上显示。',
    en: 'Once a developer registers parcels, their area is summed here and they are shown on the map.',
  },
  inventory: {
    title: { zh: '资源底数', en: 'Inventory' },
    total: { zh: '合计', en: 'Total' },
    standards: { zh: '可用标准', en: 'Eligible standards' },
    none: { zh: '暂无', en: 'None yet' },
    eligible: {
      zh: '其中可按 {{standard}} 开发：{{parcels}} 个，{{area}}',
      en: 'Of these eligible for {{standard}}: {{parcels}}, {{area}}',
    },
    count: { zh: '地块数', en: 'Parcels' },
  },
  all: { zh: '全部', en: 'All' },
  banner: { zh: '旗县区', en: 'Banner' },
  type: { zh: '类型', en: 'Type' },
  name: { zh: '名称', en: 'Name' },
  holder: { zh: '权利人', en: 'Landholder' },
  area: { zh: '面积', en: 'Area' },
  hectares: { zh: '{{value}} 公顷', en: '{{value}} ha' },
  status: { zh: '状态', en: 'Status' },
  statuses: {
    surveyed: { zh: '在册', en: 'On file' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  },
  id: { zh: '地块标识', en: 'Id' },
  registrant: { zh: '登记主体', en: 'Registered by' },
  boundary: { zh: '边界摘要', en: 'Digest of the boundary' },
  titleProof: { zh: '权属证明摘要', en: 'Digest of the title proof' },
  convertedFrom: { zh: '边界换算自', en: 'Boundary converted from' },
  outline: { zh: '旗县区轮廓', en: 'Outline of the banner' },
  outlines: {
    known: { zh: '已核对位置', en: 'Place checked against it' },
    unknown: { zh: '轮廓未知，未核对位置', en: 'Unknown; the place was not checked' },
  },
  parcels: { zh: '地块列表', en: 'Parcels' },
  noParcels: { zh: '没有符合条件的地块', en: 'No parcel matches' },
  noParcelsHint: { zh: '请放宽条件。', en: 'Ask for less.' },
  chosen: { zh: '所选地块', en: 'The chosen parcel' },
  download: { zh: '下载边界（GeoJSON）', en: 'Download the boundary (GeoJSON)' },
  map: {
    label: {
      zh: '地块边界图；方向键平移，加减键缩放。图上的地块都在列表中。',
      en: 'Map of the parcels; arrow keys move it, plus and minus zoom. All that it shows is in the list.',
    },
    legend: {
      zh: '虚线为旗县区的大致轮廓，不作边界依据；实线为地块边界。',
      en: 'Dashed lines are rough outlines of banners and decide no border; solid lines are the parcels.',
    },
    zoomIn: { zh: '放大', en: 'Zoom in' },
    zoomOut: { zh: '缩小', en: 'Zoom out' },
    loading: { zh: '正在读取 {{count}} 个边界…', en: 'Reading {{count}} boundaries…' },
  },
});
