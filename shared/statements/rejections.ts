/** Rejections of emission statements (排放声明) and of what is retired for them. */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const RULES = REGISTRY_RULE;
const ISO_WINDOW = 'ISO 14068-1 §11.2';

export const statementRejections = {
  'statement-year-in-future': {
    kind: 'invalid',
    title: { zh: '{year} 年尚未开始', en: 'The year {year} has not begun' },
    remedy: { zh: '请填写 {current} 年或更早的年份', en: 'State {current} or an earlier year' },
  },
  'province-unknown': {
    kind: 'invalid',
    title: { zh: '没有“{province}”这一省份', en: 'There is no province “{province}”' },
    remedy: {
      zh: '请填写省级行政区划代码的前两位或名称，如 11 或 北京',
      en: 'Give the code of a province, such as 11, or its Chinese name',
    },
    source: 'GB/T 2260',
  },
  'factors-missing': {
    kind: 'invalid',
    title: { zh: '没有适用于 {year} 年的电力排放因子', en: 'No electricity factor applies to {year}' },
    remedy: {
      zh: '已有因子从 2021 数据年开始：请核对年度，或待该年因子公布后再填报',
      en: 'The factors begin with the data year 2021: check the year, or wait until factors of it are published',
    },
    source: '生态环境部公告',
  },
  'sector-unknown': {
    kind: 'invalid',
    title: { zh: '没有“{sector}”这一行业', en: 'There is no sector “{sector}”' },
    remedy: { zh: '请从下列行业中选择或省略：{known}', en: 'Choose one of these or leave it out: {known}' },
    source: '内发改环资字〔2025〕1020号',
  },
  'line-repeated': {
    kind: 'invalid',
    title: { zh: '行标识 {line} 重复', en: 'The line id {line} occurs twice' },
    remedy: { zh: '请为每行使用不同的标识', en: 'Give each line an id of its own' },
  },
  'fuel-unknown': {
    kind: 'invalid',
    title: { zh: '燃料表中没有 {fuel}', en: 'The fuel {fuel} is no row of the table' },
    remedy: {
      zh: '请使用表中的燃料（代码或名称）：{known}；其他燃料请作为工业过程填报并给出自有因子',
      en: 'Use a fuel of the table, by code or name: {known}. State others as a process with a factor of your own',
    },
    source: 'GB/T 32151.34-2024',
  },
  'unit-unknown': {
    kind: 'invalid',
    title: { zh: '不能用单位 {unit}', en: 'The unit {unit} does not fit' },
    remedy: { zh: '请使用下列单位之一：{known}', en: 'Use one of these units: {known}' },
  },
  'process-unknown': {
    kind: 'invalid',
    title: { zh: '过程表中没有 {process}', en: 'The process {process} is no row of the table' },
    remedy: {
      zh: '请使用表中的过程（代码或名称）：{known}；或改填活动名称、单位和自有因子',
      en: 'Use a process of the table, by code or name: {known}. Or state an activity, its unit and a factor of your own',
    },
  },
  'process-unclear': {
    kind: 'invalid',
    title: { zh: '过程行的因子不明确', en: 'It is unclear which factor the process has' },
    remedy: {
      zh: '请只填过程（表中的行），或只填活动名称、单位和自有因子',
      en: 'Give either a process of the table, or an activity, its unit and a factor of your own',
    },
  },
  'gas-unknown': {
    kind: 'invalid',
    title: { zh: '没有气体 {gas} 的全球增温潜势', en: 'There is no warming potential of the gas {gas}' },
    remedy: {
      zh: '请使用下列气体之一（代码或名称）：{known}',
      en: 'Use one of these gases, by code or name: {known}',
    },
    source: 'IPCC AR5, AR6',
  },
  'factor-unit': {
    kind: 'invalid',
    title: { zh: '因子单位 {unit} 与该行不符', en: 'The factor’s unit {unit} does not fit the line' },
    remedy: {
      zh: '请写为“排放/{per}”，排放为下列之一：{known}；产品碳足迹因子不适用',
      en: 'Write it as emission/{per}, where the emission is one of: {known}. Product-footprint factors do not apply',
    },
  },
  'factor-not-for-line': {
    kind: 'invalid',
    title: { zh: '该行不能自带因子', en: 'This line takes no factor of its own' },
    remedy: {
      zh: '请删除 factor：电力使用公布的因子，只有自发外送的电力和化石热力可自带因子',
      en: 'Leave factor out: electricity takes published factors; only self-generated power sent out and fossil heat have their own',
    },
    source: RULES,
  },
  'statement-too-large': {
    kind: 'invalid',
    title: { zh: '合计超过 10¹² 吨', en: 'The total exceeds 10¹² tonnes' },
    remedy: { zh: '请核对数量和单位', en: 'Check quantities and units' },
  },
  'statement-lines-too-long': {
    kind: 'invalid',
    title: {
      zh: '各行文本合计 {bytes} 字节，超过 {most}',
      en: 'The lines take {bytes} bytes, more than {most}',
    },
    remedy: { zh: '请合并同类行或缩短备注', en: 'Join lines of a kind, or shorten their remarks' },
  },
  'statement-changed': {
    kind: 'conflict',
    title: {
      zh: '排放声明已是第 {version} 版，请求依据的是第 {read} 版',
      en: 'The statement is at version {version}, and the request was made from version {read}',
    },
    remedy: { zh: '请重新查询后再修订', en: 'Read it again, then revise it' },
  },
  'statement-subject-fixed': {
    kind: 'invalid',
    title: {
      zh: '修订不能改变主体“{name}”和年份 {year}',
      en: 'A revision keeps the subject “{name}” and the year {year}',
    },
    remedy: { zh: '请另行提交新的排放声明', en: 'Submit a statement of its own' },
  },
  'statement-not-submitted': {
    kind: 'conflict',
    title: {
      zh: '排放声明不在待核查状态（{status}）',
      en: 'The statement does not wait for verification ({status})',
    },
    remedy: {
      zh: '请查询排放声明状态；退回的排放声明须先修订',
      en: 'Look at its status; a returned one is revised first',
    },
  },
  'sent-out-exceeds-received': {
    kind: 'conflict',
    title: {
      zh: '外送的外购电力多于购入（净购入 {kilowattHours} kWh）',
      en: 'More bought electricity was sent out than received (net {kilowattHours} kWh)',
    },
    remedy: {
      zh: '请退回排放声明：自发外送的电力应填 supply 为 self-generated',
      en: 'Return the statement: power generated and sent out is self-generated',
    },
    source: RULES,
  },
  'statement-year-verified': {
    kind: 'conflict',
    title: {
      zh: '该主体、边界在 {year} 年已有核查通过的排放声明 {other}',
      en: 'The statement {other} of this subject, boundary and year {year} is verified already',
    },
    remedy: {
      zh: '请修订那份排放声明，或另述边界',
      en: 'Revise that one, or state another boundary',
    },
    source: RULES,
  },
  'statement-not-yours': {
    kind: 'forbidden',
    title: { zh: '排放声明属于其他机构', en: 'The statement is another organization’s' },
    remedy: { zh: '请注销到本机构的排放声明', en: 'Retire for a statement of your own' },
  },
  'statement-not-open': {
    kind: 'conflict',
    title: {
      zh: '排放声明已被退回（{status}），不能覆盖',
      en: 'The statement was returned ({status}) and takes no coverage',
    },
    remedy: { zh: '请先修订排放声明', en: 'Revise it first' },
  },
  'statement-year-differs': {
    kind: 'conflict',
    title: {
      zh: '绿证的用电年份（{named}）不是排放声明的年份 {year}',
      en: 'The certificates account for another year ({named}) than the statement’s, {year}',
    },
    remedy: {
      zh: '请选用可用于 {year} 年的绿证；不记用电年份的证书不能覆盖排放声明',
      en: 'Use certificates that account for {year}; those that name no year cover no statement',
    },
    source: RULES,
  },
  'statement-window-closed': {
    kind: 'conflict',
    title: {
      zh: '{year} 年的排放声明最迟于 {last} 注销，今天是 {today}',
      en: 'Units are retired for {year} until {last}; today is {today}',
    },
    remedy: { zh: '请用于较近年份的排放声明', en: 'Use them for a later year' },
    source: ISO_WINDOW,
  },
  'statement-covered': {
    kind: 'conflict',
    title: {
      zh: '排放声明尚待覆盖 {open} 吨，少于所注销的 {wanted} 吨',
      en: 'The statement has {open} tonnes open, less than the {wanted} to be retired',
    },
    remedy: {
      zh: '至多还可为其注销 {open} 吨；超出部分请另行注销，不填 statement',
      en: 'It takes {open} more tonnes at most; retire what is beyond that without naming a statement',
    },
    source: RULES,
  },
  'purpose-not-for-statement': {
    kind: 'invalid',
    title: {
      zh: '用途 {purpose} 的注销不能同时覆盖排放声明',
      en: 'What is retired as {purpose} covers no emission statement besides',
    },
    remedy: {
      zh: '请改为企业抵销或绿电核算等用途，或不填用途',
      en: 'Choose a purpose such as corporate offsetting or green power accounting, or leave it out',
    },
    source: RULES,
  },
} as const satisfies Record<string, RejectionRule>;
