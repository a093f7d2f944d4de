/** The rules of units, in the words of the report. */

export const unitRuleTexts = {
  'units-not-live': {
    zh: '号段已注销、取消、过期，或从未存在',
    en: 'the block has been retired, cancelled or expired, or never was',
  },
  'units-not-owned': {
    zh: '号段属于 {owner}，而非 {account}',
    en: 'the block is held by {owner}, not by {account}',
  },
  'units-not-held': {
    zh: '号段状态为 {status}，须为持有',
    en: 'the block is {status}; only held units move',
  },
  'units-not-offered': {
    zh: '号段未在该转让中要约（状态 {status}）',
    en: 'the block is not offered in this transfer (it is {status})',
  },
  'range-outside-block': {
    zh: '序号 {from}–{to} 不在号段 {first}–{last} 内',
    en: 'serials {from}–{to} are not within the block {first}–{last}',
  },
  'ranges-overlap': { zh: '序号 {serial} 出现两次', en: 'serial {serial} is moved twice' },
  'block-member': {
    zh: 'block 等于 from 时须省略（{from}）',
    en: 'the member block is to be left out when it equals from ({from})',
  },
  'since-member': {
    zh: 'since 为 {since}，应为 {expected}',
    en: 'the member since is {since}, but should be {expected}',
  },
  'quantity-mismatch': {
    zh: '数量 {quantity} 不等于序号之和 {sum}',
    en: 'the quantity {quantity} is not the sum of its ranges, {sum}',
  },
  'transfer-to-self': { zh: '转出与转入账户相同', en: 'sender and receiver are the same account' },
  'transfer-not-offered': {
    zh: '转让 {transfer} 已了结或从未要约',
    en: 'transfer {transfer} has ended already, or was never offered',
  },
  'transfer-items': {
    zh: '了结的序号不是所要约的序号',
    en: 'the serials moved are not those that were offered',
  },
  'operator-retires-imports-only': {
    zh: '登记机构注销了非导入批次 {batch}',
    en: 'the operator retired units of batch {batch}, which is no import',
  },
  'not-retired-elsewhere': {
    zh: '登记机构注销了导入时未载明已注销的序号 {from}–{to}（状态 {status}）',
    en: 'the operator retired serials {from}–{to}, which are {status}: no import brought them in as retired',
  },
  'vintage-in-future': {
    zh: '导入年份 {vintage} 晚于签发之年 {year}',
    en: 'units of {vintage} were imported in {year}',
  },
  'imported-account': {
    zh: '导入签发进入缓冲账户或省级专用账户 {account}',
    en: "units were imported into account {account}, a project's buffer or a province's",
  },
  'retired-elsewhere-here': {
    zh: '非导入批次载有境外已注销量',
    en: 'units that were verified here are said to be retired elsewhere',
  },
  'subdivision-starts': {
    zh: '拆分起点 {starts} 不在号段 {first}–{last} 内递增',
    en: 'the starts {starts} do not ascend within the block {first}–{last}',
  },
  'batch-conservation': {
    zh: '批次不守恒：流通 {live} + 注销等 {terminal} ≠ 签发 {issued}',
    en: 'the batch is not conserved: live {live} + terminal {terminal} ≠ issued {issued}',
  },
  'serial-in-two-hands': {
    zh: '序号 {from}–{to} 同时在 {other} 与本号段中',
    en: 'serials {from}–{to} are in this block and in {other}',
  },
  'project-conservation': {
    zh: '项目签发 {issued} 不等于其批次之和 {sum}',
    en: 'the project has issued {issued}, but its batches sum to {sum}',
  },
  'state-root-size': {
    zh: '状态根的规模 {size} 不在 {from}…{to} 之内',
    en: 'the recorded size {size} is not within {from}…{to}',
  },
  'state-root-overdue': {
    zh: '{since} 以来的记录无状态根覆盖，而账本在 {at} 仍在继续：每日状态根缺失',
    en: 'no state root covers the leaves since {since}, and at {at} the log goes on: a daily state root is missing',
  },
  'state-root': {
    zh: '前 {size} 条记录之后的状态根为 {expected}，记录为 {root}',
    en: 'the state after {size} leaves has root {expected}, but {root} was recorded',
  },
} as const;
