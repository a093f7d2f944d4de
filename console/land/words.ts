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
    zh: '请先登记地块；登记后在此汇总面积并在图上显示。',
    en: 'Register a parcel first; its area is then summed here, and it is shown on the map.',
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
  withdraw: {
    deed: { zh: '撤回地块', en: 'Withdraw the parcel' },
    title: { zh: '撤回「{{name}}」？', en: 'Withdraw “{{name}}”?' },
    what: {
      zh: '撤回后不能恢复，须重新登记；已列入项目的，项目此后不能以此地块公示。理由记入公开的日志。',
      en: 'It can’t be undone, only registered anew, and a project on it can’t be published any more. The reason enters the public log.',
    },
    reason: { zh: '理由', en: 'Reason' },
    done: { zh: '地块已撤回', en: 'The parcel is withdrawn' },
  },
  download: { zh: '下载边界（GeoJSON）', en: 'Download the boundary (GeoJSON)' },
  new: {
    title: { zh: '登记地块', en: 'Register a parcel' },
    done: { zh: '「{{name}}」已入库', en: '“{{name}}” is registered' },
    toParcel: { zh: '在图上查看', en: 'See it on the map' },
    submit: { zh: '登记', en: 'Register' },
    kept: {
      zh: '登记即记入日志，不可更改；有误时只能撤回，重新登记。边界在项目公示前不公开。',
      en: 'The registration enters the log and can’t be changed; a mistake is withdrawn and registered anew. The boundary stays private until a project publishes it.',
    },
    missing: { zh: '请填写', en: 'Please fill this in' },
    titleMissing: { zh: '请选择权属证明', en: 'Choose the title proof' },
    titleProof: { zh: '权属证明（PDF）', en: 'Title proof (PDF)' },
    choosePdf: { zh: '选择 PDF', en: 'Choose a PDF' },
    holderHelp: {
      zh: '按机构名称或统一社会信用代码的开头查找，至少两字。',
      en: 'Found by the beginning of its name or USCC, two characters at least.',
    },
    holderNone: { zh: '没有找到这样的机构', en: 'No such organization' },
    datum: { zh: '地图坐标偏移', en: 'Shifted map coordinates' },
    datumHelp: {
      zh: '边界取自高德、腾讯或百度地图的，须在此选明；测绘成果一般没有偏移。',
      en: 'For a boundary taken from Amap, Tencent or Baidu maps; a survey’s isn’t shifted.',
    },
    datums: {
      none: { zh: '没有偏移', en: 'Not shifted' },
      gcj02: { zh: 'GCJ-02（高德、腾讯）', en: 'GCJ-02 (Amap, Tencent)' },
      bd09: { zh: 'BD-09（百度）', en: 'BD-09 (Baidu)' },
    },
    datumWarning: {
      zh: '偏移的坐标换算后有数米误差，且与登记一并永久公开载明；选错则地块偏离数百米。有测绘成果的请用测绘成果。',
      en: 'Converted, they are some metres off, which the record says for good; the wrong choice moves the land by hundreds of metres. Use the survey if there is one.',
    },
    boundary: { zh: '边界', en: 'Boundary' },
    boundaryMissing: { zh: '请导入边界文件，或在图上绘制', en: 'Import a boundary, or draw it on the map' },
    chooseFile: { zh: '导入边界文件', en: 'Import a file' },
    formats: { zh: 'Shapefile（.zip）、KML、KMZ、GeoJSON', en: 'Shapefile (.zip), KML, KMZ, GeoJSON' },
    crs: { zh: '坐标系（文件未注明时填写）', en: 'Coordinate system, if the file names none' },
    crsHelp: {
      zh: '如 EPSG:4490（经纬度）、EPSG:4528（3度带第40带）；请在选择文件前填写。',
      en: 'Such as EPSG:4490 (degrees) or EPSG:4528 (3-degree zone 40); say it before the file is chosen.',
    },
    which: { zh: '文件中的地块', en: 'Parcel in the file' },
    feature: { zh: '第 {{number}} 个', en: 'Number {{number}}' },
    draw: { zh: '在图上绘制', en: 'Draw on the map' },
    stopDrawing: { zh: '停止绘制', en: 'Stop drawing' },
    drawHelp: {
      zh: '点击落点，双击结束；靠近已有地块时自动对齐，点其边界可沿边描绘。绘制只能用鼠标或触控；用键盘时请导入文件。',
      en: 'Click for each corner, double-click to end; it snaps to parcels nearby and follows a border that is clicked. Drawing takes a mouse or touch; by keyboard, import a file.',
    },
    map: {
      zh: '新地块与已登记地块的边界图；方向键平移，加减键缩放。',
      en: 'Map of the new parcel and those on file; arrow keys move it, plus and minus zoom.',
    },
    area: { zh: '面积 {{area}}', en: 'Area {{area}}' },
    overlaps: {
      zh: '与「{{name}}」重叠 {{area}}',
      en: 'Overlaps “{{name}}” by {{area}}',
    },
    neighbours: { zh: '与 {{names}} 相邻，共用界点。', en: 'Borders {{names}}, and shares corners.' },
    apart: {
      zh: '与本旗县区已加载的地块不相接。',
      en: 'Apart from the parcels of this banner that are loaded.',
    },
    partly: {
      zh: '只与最先的 {{count}} 个地块比较。',
      en: 'Compared with the first {{count}} parcels only.',
    },
  },
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
