/** Rules of CCER or green certificate, never both, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const freezingRuleTexts = {
  'freezing-project': {
    zh: '项目 {project} 的发电项目为 {expected}，而非 {facility}',
    en: 'the facility of project {project} is {expected}, not {facility}',
  },
  'freezing-status': {
    zh: '项目状态为 {status}，不得{type}',
    en: 'the project is {status}, which does not allow {type}',
  },
  'freezing-crediting': {
    zh: '计入期 {from} 至 {to} 与设计文件不符',
    en: 'the crediting period {from} to {to} is not that of the design',
  },
  'frozen-by-another': {
    zh: '发电项目 {facility} 已由项目 {holder} 冻结',
    en: 'facility {facility} is frozen for project {holder}',
  },
  'frozen-elsewhere': {
    zh: '批次 {batch} 不属于发电项目 {facility}，或不在 {from} 至 {to} 之内',
    en: 'batch {batch} is not of facility {facility} within {from} to {to}',
  },
  'frozen-traded': {
    zh: '绿证已交易，不得冻结',
    en: 'the certificates were sold before; only those that nobody bought are frozen',
  },
  'freezing-counts': {
    zh: '{member} 为 {count}，应为 {expected}',
    en: '{member} is {count} and should be {expected}',
  },
  'released-credited': {
    zh: '批次 {batch} 的减排量已签发（报告 {report}），不得解冻',
    en: 'the reductions of batch {batch} were issued (report {report}): it is not released',
  },
  'cancelled-for-report': {
    zh: '报告 {report} 不允许此核销：{member}',
    en: 'this cancellation does not fit the report {report}: {member}',
  },
  'registered-unfrozen': {
    zh: '登记时发电项目 {facility} 计入期内尚有未冻结绿证 {open} 张，或未为该项目冻结',
    en: 'on registration {open} certificates of facility {facility} were not frozen, or it is not frozen for the project',
  },
  'issued-uncancelled': {
    zh: '签发时核算期内尚有冻结绿证 {frozen} 张未核销',
    en: 'on issuance {frozen} frozen certificates of the period were not cancelled',
  },
  'power-credited-twice': {
    zh: '发电项目 {facility} {from} 至 {to} 的电量已由报告 {by} 计入减排量',
    en: 'reductions of the power of facility {facility} from {from} to {to} were issued for report {by} already',
  },
  'project-facility': {
    zh: '发电项目 {facility} 与方法学或项目业主不符',
    en: 'the facility {facility} does not fit the methodology, or is not the developer’s',
  },
} as const satisfies Record<string, Unseen>;

export const freezingUnseen: readonly Unseen[] = [
  {
    zh: '冻结之前已售出或注销的绿证，其电量是否已从减排量中扣除（由审定与核查机构核对）',
    en: 'whether power whose certificates were sold or used before the freeze was left out of the reductions: validator and verifier look at it',
  },
  {
    zh: '一次冻结所称尚有剩余是否属实：登记与签发时逐张核对是否已全部冻结',
    en: 'whether more was left to freeze, as a freeze says: registration and issuance are held to all that is there',
  },
  {
    zh: '仅部分日期在期内的月份按整月冻结与核销',
    en: 'which MWh of a month that a period only touches fall within it: the whole month is frozen and cancelled',
  },
];
