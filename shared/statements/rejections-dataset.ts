/** Rejections of activity datasets (活动数据集), and of lines that draw on them. */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const RULES = REGISTRY_RULE;

export const datasetRejections = {
  'dataset-not-yours': {
    kind: 'forbidden',
    title: { zh: '数据属于其他机构', en: 'The data are another organization’s' },
    remedy: {
      zh: '请以用能单位自己的身份提交；平台可为数据签名，由用能单位提交',
      en: 'Deliver as the organization that uses the energy; its platform may sign what it delivers',
    },
  },
  'dataset-month-in-future': {
    kind: 'invalid',
    title: { zh: '{month} 尚未开始', en: 'The month {month} has not begun' },
    remedy: { zh: '请填写 {current} 或更早的月份', en: 'Give {current} or an earlier month' },
  },
  'dataset-rows-unclear': {
    kind: 'invalid',
    title: { zh: 'rows 与 csv 须恰好给出一个', en: 'Exactly one of rows and csv is needed' },
    remedy: { zh: '请只提交 rows 或只提交 csv', en: 'Send either rows or csv' },
  },
  'dataset-header': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行不是所需的表头：{header}',
      en: 'Line {line} is not the header that is needed: {header}',
    },
    remedy: {
      zh: '表头须为 meterPoint,carrier,quantity,unit，可加 month；或 计量点,能源品种,用量,单位，可加 月份',
      en: 'The columns are meterPoint, carrier, quantity, unit and, if wanted, month, or their Chinese names',
    },
  },
  'dataset-row-cells': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行有 {cells} 列，表头有 {columns} 列：{row}',
      en: 'Line {line} has {cells} cells and the header {columns}: {row}',
    },
    remedy: {
      zh: '含分隔符的单元格须加引号；数量请不加千分位',
      en: 'Quote a cell that holds a separator; write quantities without grouping',
    },
  },
  'dataset-cell': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行 {column} 列的“{cell}”不合要求',
      en: 'Line {line}, column {column}: “{cell}” does not serve',
    },
    remedy: {
      zh: '计量点为 1 至 64 个字符，不含逗号、分号和引号',
      en: 'A meter point has 1 to 64 characters without comma, semicolon and quote',
    },
  },
  'dataset-quantity': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行 {column} 列的“{cell}”不合要求',
      en: 'Line {line}, column {column}: “{cell}” does not serve',
    },
    remedy: {
      zh: '数量为不小于 0 的十进制数，整数至多 12 位，小数至多 6 位；以分号分隔的文件中千分位与小数点须能分清',
      en: 'A quantity is a decimal of at least zero, with at most 12 digits before the point and 6 after; in a file with semicolons a mark before three digits may be either and is left out',
    },
  },
  'dataset-row-month': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行的月份“{month}”不是 {expected}',
      en: 'Line {line} is of the month “{month}”, not of {expected}',
    },
    remedy: {
      zh: '每次提交只含一个月；多月文件请用 npx lvzhang import activity',
      en: 'A delivery is of one month; npx lvzhang import activity splits a file of several',
    },
  },
  'dataset-carrier-unknown': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行的能源品种“{carrier}”未知',
      en: 'Line {line}: there is no carrier “{carrier}”',
    },
    remedy: { zh: '请使用下列品种之一：{known}', en: 'Use one of these: {known}' },
  },
  'dataset-unit': {
    kind: 'invalid',
    title: {
      zh: '第 {line} 行：{carrier} 不能用单位“{unit}”',
      en: 'Line {line}: {carrier} has no unit “{unit}”',
    },
    remedy: { zh: '请使用下列单位之一：{known}', en: 'Use one of these units: {known}' },
  },
  'dataset-empty': {
    kind: 'invalid',
    title: { zh: '没有数据行', en: 'There is no row' },
    remedy: { zh: '请至少提交一行', en: 'Send at least one row' },
  },
  'dataset-rows-too-many': {
    kind: 'invalid',
    title: { zh: '有 {rows} 行，超过 {most}', en: 'There are {rows} rows, more than {most}' },
    remedy: { zh: '请按平台分别提交', en: 'Deliver platform by platform' },
  },
  'dataset-rows-too-long': {
    kind: 'invalid',
    title: {
      zh: '数据压缩后为 {bytes} 字节，超过 {most}',
      en: 'The rows take {bytes} bytes when compressed, more than {most}',
    },
    remedy: { zh: '请缩短计量点名称', en: 'Shorten the names of meter points' },
  },
  'dataset-row-repeated': {
    kind: 'invalid',
    title: {
      zh: '计量点“{meterPoint}”的 {carrier} 有多行',
      en: 'The meter point “{meterPoint}” has several rows of {carrier}',
    },
    remedy: { zh: '请合并为一行', en: 'Join them to one' },
    source: RULES,
  },
  'dataset-unchanged': {
    kind: 'conflict',
    title: {
      zh: '与数据集 {dataset} 第 {revision} 版的数据完全相同',
      en: 'The rows are those of revision {revision} of the dataset {dataset}',
    },
    remedy: { zh: '无需再次提交', en: 'Nothing has to be sent again' },
    source: RULES,
  },
  'platform-unknown': {
    kind: 'invalid',
    title: { zh: '平台机构 {organization} 未登记', en: 'The platform {organization} is not registered' },
    remedy: {
      zh: '平台须先登记为机构并登记密钥；未签名的数据请省略 signature',
      en: 'A platform is registered as an organization and registers its key first; unsigned data have no signature',
    },
  },
  'platform-key-unknown': {
    kind: 'invalid',
    title: {
      zh: '密钥 {kid} 不是平台机构 {organization} 的在用密钥',
      en: 'The key {kid} is none in force of the platform {organization}',
    },
    remedy: { zh: '请由平台以在用密钥重新签名', en: 'Have the platform sign with a key in force' },
  },
  'platform-signature-early': {
    kind: 'invalid',
    title: {
      zh: '平台签名时刻 {signed} 晚于登记簿时刻 {now}',
      en: 'The platform signed at {signed}, after the registry’s {now}',
    },
    remedy: { zh: '请校准平台时钟并重新签名', en: 'Set the platform’s clock and sign again' },
  },
  'platform-signature-old': {
    kind: 'conflict',
    title: {
      zh: '平台签名时刻 {signed} 不晚于已有版本的 {before}',
      en: 'The platform signed at {signed}, not after the revision that is there, {before}',
    },
    remedy: { zh: '请提交平台最近签名的数据', en: 'Deliver what the platform signed last' },
    source: RULES,
  },
  'platform-signature-invalid': {
    kind: 'invalid',
    title: { zh: '平台签名不成立', en: 'The platform’s signature does not verify' },
    remedy: { zh: '平台所签须为 {signed}', en: 'The platform signs {signed}' },
  },
  'draw-carrier': {
    kind: 'invalid',
    title: {
      zh: '行 {line} 计量的是 {measured}，引用的是 {carrier}',
      en: 'The line {line} states {measured} and draws {carrier}',
    },
    remedy: { zh: '请引用同一能源品种', en: 'Draw the line’s own carrier' },
  },
  'draw-repeated': {
    kind: 'invalid',
    title: {
      zh: '数据集 {dataset} 的计量点“{meterPoint}”已被行 {other} 引用，行 {line} 再次引用',
      en: 'The line {other} draws the meter point “{meterPoint}” of {dataset} already, and so does {line}',
    },
    remedy: { zh: '同一数据在一份排放声明中只能计一次', en: 'Each row counts once in a statement' },
    source: RULES,
  },
  'draws-too-many': {
    kind: 'invalid',
    title: {
      zh: '引用了 {datasets} 个数据集的 {draws} 行，至多 {mostDatasets} 个、{most} 行',
      en: 'The lines draw {draws} rows of {datasets} datasets; {most} rows of {mostDatasets} are the most',
    },
    remedy: { zh: '请引用汇总计量点', en: 'Draw on meter points that sum up others' },
  },
  'draw-dataset-unknown': {
    kind: 'invalid',
    title: {
      zh: '行 {line} 引用的数据集 {dataset} 不存在',
      en: 'The line {line} draws on {dataset}, which is not there',
    },
    remedy: { zh: '请先提交该数据集', en: 'Deliver the dataset first' },
  },
  'draw-dataset-of-another': {
    kind: 'forbidden',
    title: {
      zh: '行 {line} 引用的数据集 {dataset} 属于其他机构',
      en: 'The line {line} draws on {dataset}, which is another organization’s',
    },
    remedy: { zh: '请引用本机构的数据集', en: 'Draw on datasets of your own' },
    source: RULES,
  },
  'draw-month': {
    kind: 'invalid',
    title: {
      zh: '行 {line} 引用的数据集 {dataset} 属于 {month}，不在 {year} 年',
      en: 'The line {line} draws on {dataset} of {month}, which is not of {year}',
    },
    remedy: { zh: '请引用排放声明年份的数据集', en: 'Draw on datasets of the statement’s year' },
    source: RULES,
  },
  'draw-row-missing': {
    kind: 'invalid',
    title: {
      zh: '数据集 {dataset} 中没有计量点“{meterPoint}”的 {carrier}（行 {line}）',
      en: 'The dataset {dataset} has no {carrier} of the meter point “{meterPoint}” (line {line})',
    },
    remedy: { zh: '请核对计量点和能源品种', en: 'Check meter point and carrier' },
  },
  'draw-sum': {
    kind: 'invalid',
    title: {
      zh: '行 {line} 填报 {stated} {unit}，所引数据合计 {sum} {unit}',
      en: 'The line {line} states {stated} {unit}, and the rows that it draws come to {sum} {unit}',
    },
    remedy: { zh: '请填报数据的精确合计', en: 'State the exact sum of the rows' },
    source: RULES,
  },
} as const satisfies Record<string, RejectionRule>;
