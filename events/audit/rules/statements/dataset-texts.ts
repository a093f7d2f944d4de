/** The rules of dataset.ts in the words of the report. */
import type { Unseen } from '../unseen-words.ts';

export const datasetRuleTexts = {
  'dataset-id': {
    zh: '数据集标识 {dataset} 与机构、平台、月份不符，应为 {expected}',
    en: 'the id {dataset} is not that of organization, platform and month, {expected}',
  },
  'dataset-unsealed': { zh: '数据集的数据没有封存', en: 'the rows of the dataset are not sealed' },
  'dataset-month': { zh: '数据月份 {month} 在 {current} 之后', en: 'the month {month} is after {current}' },
  'dataset-of-another': {
    zh: '机构 {org} 提交了 {organization} 的数据集',
    en: 'the organization {org} delivers a dataset of {organization}',
  },
  'dataset-revision': {
    zh: '数据集版本为 {revision}，应为 {expected}',
    en: 'the revision is {revision} and should be {expected}',
  },
  'dataset-counts': {
    zh: '{meterPoints} 个计量点多于 {rows} 行',
    en: 'there are more meter points ({meterPoints}) than rows ({rows})',
  },
  'dataset-key': {
    zh: '{kid} 不是平台机构 {organization} 的密钥',
    en: 'the key {kid} is none of the platform {organization}',
  },
  'dataset-key-ended': {
    zh: '平台密钥 {kid} 已于 {until} 撤销',
    en: 'the platform’s key {kid} ended at {until}',
  },
  'dataset-signed-ahead': {
    zh: '平台签名时刻 {signed} 晚于提交时刻 {at}',
    en: 'the platform signed at {signed}, after the delivery at {at}',
  },
  'dataset-signed-before': {
    zh: '平台签名时刻 {signed} 不晚于前一版的 {before}',
    en: 'the platform signed at {signed}, not after the revision before, {before}',
  },
  'dataset-signature': {
    zh: '平台机构 {organization} 的密钥 {kid} 没有签署此数据集',
    en: 'the key {kid} of the platform {organization} did not sign this dataset',
  },
  'draw-lines': {
    zh: '{metered} 行引用数据集，列出 {datasets} 个数据集',
    en: '{metered} lines draw on datasets, and {datasets} datasets are named',
  },
  'draw-order': { zh: '数据集 {dataset} 重复或次序不对', en: 'the dataset {dataset} is out of order' },
  'draw-unknown': { zh: '引用的数据集 {dataset} 不存在', en: 'there is no dataset {dataset} to draw on' },
  'draw-of-another': {
    zh: '引用的数据集 {dataset} 属于 {organization}',
    en: 'the dataset {dataset} that is drawn on is of {organization}',
  },
  'draw-year': {
    zh: '引用的数据集属于 {month}，不在 {year} 年',
    en: 'the dataset that is drawn on is of {month}, not of {year}',
  },
  'draw-revision': {
    zh: '引用的数据集版本为 {revision}，当时为 {expected}',
    en: 'revision {revision} is drawn on, while {expected} was there',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

/** What public facts can't show of activity datasets. */
export const datasetUnseen: readonly Unseen[] = [
  {
    zh: '活动数据的各行、行数与封存摘要是否相符，以及排放声明各行是否等于所引数据之和：只公开封存摘要，得到明细者可自行核对',
    en: 'the rows of activity datasets, whether their number is the one stated, and whether a statement’s lines are the sums of the rows they draw: only a seal is public; whoever is shown rows and lines checks them',
  },
  {
    zh: '未经平台签名的数据集是否确由所称平台计量（平台名称由提交者填写）',
    en: 'whether the platform that an unsigned dataset names has measured it: its name is the word of who delivers',
  },
];
