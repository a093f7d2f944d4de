/** Rejections on a project's way to its registration. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const MEASURES = '温室气体自愿减排交易管理办法（试行）2023';
const PLAN = '赤政办发〔2024〕59号';
const LAND = `${MEASURES} 第十四条唯一性；本登记簿规则 (this registry)：同一土地、同一时期只计一次`;
const METHODOLOGY = '项目所用方法学（版本以登记簿方法学表为准）';

export const projectRejections = {
  'not-in-this-lifecycle': {
    kind: 'conflict',
    title: { zh: '该标准的项目没有这一步', en: 'Projects of this standard know no such step' },
    remedy: { zh: '请查询项目标准', en: "Look at the project's standard" },
  },
  'transition-not-allowed': {
    kind: 'conflict',
    title: { zh: '项目当前状态不允许此操作', en: "The project's status does not allow this" },
    remedy: {
      zh: '项目现为 {status}；仅在 {allowedFrom} 所列状态可办理',
      en: 'It is in {status}; this may be done from the statuses of {allowedFrom}',
    },
  },
  'deregistered-is-final': {
    kind: 'conflict',
    title: { zh: '已注销登记的项目不得再次登记', en: 'A deregistered project never registers again' },
    remedy: {
      zh: '同一地块、同一方法学不可重新申请',
      en: 'Neither itself, nor its land under the same methodology',
    },
    source: `${MEASURES} 第十六条`,
  },
  'methodology-coastal': {
    kind: 'invalid',
    title: { zh: '该方法学仅适用于海岸或海上', en: 'The methodology is for coast and sea only' },
    remedy: { zh: '请选用适用于内陆地块的方法学', en: 'Choose a methodology for inland parcels' },
    source: METHODOLOGY,
  },
  'parcel-repeated': {
    kind: 'invalid',
    title: { zh: '地块重复', en: 'A parcel is named twice' },
    remedy: { zh: '每个地块只列一次', en: 'Name each parcel once' },
  },
  'parcel-not-surveyed': {
    kind: 'conflict',
    title: { zh: '地块已撤回', en: 'The parcel is no longer in the inventory' },
    remedy: { zh: '请选用在库地块', en: 'Choose parcels that are in the inventory' },
    source: `${PLAN}：摸清碳汇资源底数`,
  },
  'parcel-type-mismatch': {
    kind: 'invalid',
    title: { zh: '地块类型与方法学不符', en: "The parcel's type is not the methodology's" },
    remedy: { zh: '请选用类型相符的地块', en: 'Choose parcels of the type that the methodology is for' },
    source: METHODOLOGY,
  },
  'parcel-too-small': {
    kind: 'invalid',
    title: { zh: '地块小于方法学最小面积', en: 'The parcel is smaller than the methodology allows' },
    remedy: {
      zh: '请合并或换用地块：须不小于 {areaSquareMetresMin} 平方米',
      en: 'Choose a parcel of {areaSquareMetresMin} m² or more',
    },
    source: 'CCER-14-001-V01',
  },
  'agreement-not-in-force': {
    kind: 'conflict',
    title: { zh: '联合开发协议未生效', en: 'No version of the agreement is in force' },
    remedy: {
      zh: '须由各方同意且已到生效日',
      en: 'Every party must have accepted it, and its day must have come',
    },
    source: `${PLAN}：统一开发经营`,
  },
  'holder-not-a-party': {
    kind: 'invalid',
    title: { zh: '资源持有者不是协议当事方', en: "A parcel's holder is no party of the agreement" },
    remedy: { zh: '请将其列为当事方', en: 'Make the holder a party' },
    source: `${PLAN}：保障持有者权益`,
  },
  'approval-not-needed': {
    kind: 'conflict',
    title: { zh: '林业项目无须特别批准', en: 'A forestry project needs no extra approval' },
    remedy: { zh: '可直接公示', en: 'It may be published without' },
    source: `${PLAN}：草原、湿地等其他项目可适量开展 VCS 项目并严格管控`,
  },
  'already-approved': {
    kind: 'conflict',
    title: { zh: '项目已获特别批准', en: 'The project is approved already' },
    remedy: { zh: '无须再次批准', en: 'Once is enough' },
  },
  'approval-missing': {
    kind: 'conflict',
    title: {
      zh: '非林业 VCS 项目须经特别批准',
      en: 'A VCS project outside forestry needs the extra approval',
    },
    remedy: { zh: '请先取得主管部门批准', en: 'Let the authority approve it first' },
    source: `${PLAN}：草原、湿地等其他项目可适量开展 VCS 项目并严格管控`,
  },
  'not-a-verifier': {
    kind: 'invalid',
    title: { zh: '审定机构未登记为核查机构', en: 'The organization is no registered verification body' },
    remedy: { zh: '请指定具有 verifier 角色的机构', en: 'Name an organization with the verifier role' },
    source: `${MEASURES} 第十二条`,
  },
  'validator-not-independent': {
    kind: 'invalid',
    title: { zh: '审定机构与项目有利益关系', en: 'The validator shares in the project' },
    remedy: { zh: '请指定独立机构', en: 'Name one that is neither developer, holder nor party' },
    source: `${MEASURES} 第三十七条`,
  },
  'started-too-early': {
    kind: 'invalid',
    title: { zh: '项目须于 2012-11-08 之后开工', en: 'Construction must have started after 2012-11-08' },
    remedy: { zh: '该项目不可登记为 CCER', en: 'Such a project is not eligible for CCER' },
    source: `${MEASURES} 第十条`,
  },
  'crediting-before-start': {
    kind: 'invalid',
    title: { zh: '计入期早于开工', en: 'The crediting period begins before the project does' },
    remedy: { zh: '计入期不得早于开工日', en: 'Begin it on the day of the start, or later' },
    source: METHODOLOGY,
  },
  'crediting-too-short': {
    kind: 'invalid',
    title: { zh: '计入期短于方法学下限', en: 'The crediting period is shorter than the methodology allows' },
    remedy: {
      zh: '请按方法学的年限调整（{yearsMin} 至 {yearsMax} 年，首尾两日均计入）',
      en: 'Let it last from {yearsMin} to {yearsMax} years, first and last day included',
    },
    source: METHODOLOGY,
  },
  'crediting-too-long': {
    kind: 'invalid',
    title: { zh: '计入期长于方法学上限', en: 'The crediting period is longer than the methodology allows' },
    remedy: {
      zh: '请按方法学的年限调整（至多 {yearsMax} 年，首尾两日均计入）',
      en: 'Let it last {yearsMax} years at most, first and last day included',
    },
    source: METHODOLOGY,
  },
  'legal-duty': {
    kind: 'invalid',
    title: { zh: '属法律法规规定的减排义务', en: 'The law demands this reduction' },
    remedy: { zh: '此类项目不可登记', en: 'Such a project is not eligible' },
    source: `${MEASURES} 第十条`,
  },
  'under-ets': {
    kind: 'invalid',
    title: { zh: '纳入碳排放权交易市场管理', en: 'An emissions trading system covers it' },
    remedy: { zh: '此类项目不可登记', en: 'Such a project is not eligible' },
    source: `${MEASURES} 第十条`,
  },
  'parcels-overlap': {
    kind: 'invalid',
    title: { zh: '项目内地块相互重叠', en: 'Two parcels of the project overlap' },
    remedy: {
      zh: '请更正地块 {parcel} 与 {other} 的边界，或去掉其一',
      en: 'Mend the boundaries of {parcel} and {other}, or leave one out',
    },
    source: LAND,
  },
  'land-too-detailed': {
    kind: 'invalid',
    title: { zh: '项目边界点数过多', en: 'The boundary has too many positions' },
    remedy: {
      zh: '请分为多个项目：每个至多 {positionsMax} 点',
      en: 'Divide it into several projects of {positionsMax} positions at most',
    },
  },
  'land-too-wide': {
    kind: 'invalid',
    title: { zh: '项目范围过大', en: 'The land lies in too many one-degree cells' },
    remedy: { zh: '请分为多个项目', en: 'Divide it into several projects' },
  },
  'parcels-too-intricate': {
    kind: 'invalid',
    title: {
      zh: '本项目各地块的边界相互交叉过多，无法比对',
      en: 'Borders of the parcels cross too often to be compared',
    },
    remedy: {
      zh: '请去除边界的锯齿、梳齿与细针状部分，或去掉相互交叉的地块',
      en: 'Leave out combs and needles of the borders, or the parcels that cross',
    },
    source: LAND,
  },
  'land-too-intricate': {
    kind: 'invalid',
    title: {
      zh: '与项目 {project}（{name}）的边界交叉过多，无法比对',
      en: 'Borders cross those of project {project} ({name}) too often to be compared',
    },
    remedy: {
      zh: '请去除边界的锯齿、梳齿与细针状部分，或去掉相邻地块',
      en: 'Leave out combs and needles of the borders, or the parcels beside that project',
    },
    source: LAND,
  },
  'land-overlap': {
    kind: 'conflict',
    title: {
      zh: '与其他项目土地重叠且计入期重叠',
      en: "The land overlaps another project's, in an overlapping crediting period",
    },
    remedy: {
      zh: '请去掉重叠地块或错开计入期；对方项目为 {project}，重叠 {hectares} 公顷',
      en: 'Leave out the {hectares} hectares in common with {project}, or credit them in another time',
    },
    source: LAND,
  },
  'already-validated': {
    kind: 'conflict',
    title: { zh: '设计文件已审定', en: 'The design is validated already' },
    remedy: { zh: '可申请登记', en: 'Registration may be asked for' },
  },
  'not-validated': {
    kind: 'conflict',
    title: { zh: '设计文件未通过审定', en: 'The design has no positive validation' },
    remedy: { zh: '请先完成审定', en: 'Let the validator conclude first' },
    source: 'VCS Standard v4',
  },
} as const satisfies Record<string, RejectionRule>;
