/** Every rule that an audit checks, by its stable code, in the words of the report. `{…}` is what was seen. */
import { agreementRuleTexts } from './rules/agreement-texts.ts';
import { certificateRuleTexts } from './rules/certificate-texts.ts';
import { consentRuleTexts } from './rules/consent-texts.ts';
import { contractRuleTexts } from './rules/contract-texts.ts';
import { expiryRuleTexts } from './rules/expiry-texts.ts';
import { facilityRuleTexts } from './rules/facility-texts.ts';
import { foreignRuleTexts } from './rules/foreign-texts.ts';
import { freezingRuleTexts } from './rules/freezing-texts.ts';
import { landRuleTexts } from './rules/land-texts.ts';
import { lifecycleRuleTexts } from './rules/lifecycle-texts.ts';
import { logRuleTexts } from './rules/log-texts.ts';
import { marketRuleTexts } from './rules/market-texts.ts';
import { pledgeRuleTexts } from './rules/pledge-texts.ts';
import { reportRuleTexts } from './rules/report-texts.ts';
import { settlementRuleTexts } from './rules/settlement-texts.ts';
import { supplyRuleTexts } from './rules/supply-texts.ts';
import { unionRuleTexts } from './rules/union-texts.ts';

const leafRuleTexts = {
  'leaf-not-utf8': { zh: '记录不是 UTF-8 文本', en: 'the leaf is not UTF-8 text' },
  'leaf-not-json': { zh: '记录不是 JSON：{error}', en: 'the leaf is not JSON: {error}' },
  'leaf-too-long': {
    zh: '记录 {bytes} 字节，超过上限 {limit}',
    en: 'the leaf has {bytes} bytes, more than {limit}',
  },
  'leaf-not-canonical': {
    zh: '记录不是规范 JSON（RFC 8785）',
    en: 'the leaf is not canonical JSON (RFC 8785)',
  },
  'leaf-schema': {
    zh: '记录不符合事件格式：{path} {error}',
    en: "the leaf is not an event of the registry's catalogue: {path} {error}",
  },
  'commit-repeated': {
    zh: '提交标识 {id} 此前已出现',
    en: 'commit {id} is in the log already',
  },
  'id-not-derived': {
    zh: '标识 {id} 不由提交派生，应为 {expected}',
    en: 'the id {id} is not derived from the commit; it should be {expected}',
  },
  'id-taken': { zh: '{id} 已存在', en: '{id} exists already' },
  'role-not-granted': {
    zh: '角色 {role} 不得为 {type}',
    en: 'the role {role} may not do {type}',
  },
  'actor-not-registered': {
    zh: '机构 {org} 以角色 {role} 办理，但未以该角色登记（所登记：{registered}）',
    en: 'the organization {org} acted as {role} and is not registered as that (registered: {registered})',
  },
  'not-owner': {
    zh: '机构 {org} 操作了属于 {owner} 的账户 {account}',
    en: 'the organization {org} acted on account {account}, which belongs to {owner}',
  },
  'version-chain': {
    zh: '版本 {version} 不连续，应为 {expected}',
    en: 'version {version} does not follow; it should be {expected}',
  },
  'prev-wrong': {
    zh: '前一提交为 {prev}，应为 {expected}',
    en: 'prev is {prev}, but the commit that last moved it is {expected}',
  },
  'advances-missing': {
    zh: '事件改变了它未列出的实体',
    en: 'the event changes an entity that it does not advance',
  },
  'advances-extra': {
    zh: '事件列出了它不改变的实体',
    en: 'the event advances an entity that it does not change',
  },
  'advances-repeated': { zh: '事件两次列出同一实体', en: 'the event advances an entity twice' },
  'time-before-prev': {
    zh: '时间 {at} 早于前一提交 {before}',
    en: 'its time {at} is before that of the commit before it, {before}',
  },
  'time-behind-log': {
    zh: '时间 {at} 早于此前最新的 {newest}，超出提交进入账本的 {limit} 秒：倒填',
    en: 'its time {at} is before {newest}, the newest so far, by more than the {limit} s in which a commit enters the log: dated back',
  },
  'time-in-future': {
    zh: '时间 {at} 晚于审计时间 {now}',
    en: "its time {at} is after the auditor's, {now}",
  },
  'system-organization': {
    zh: '机构 {org} 以 {role} 行事：系统仅为 {registry}，他者不得用此名',
    en: 'the organization {org} acts as {role}: the system is {registry}, and nobody else has that name',
  },
  'not-evolvable': { zh: '事件无法重放：{error}', en: 'the event cannot be replayed: {error}' },
} as const;

const registrationRuleTexts = {
  'organization-identity': {
    zh: '机构须有统一社会信用代码或境外身份之一，且仅其一',
    en: 'an organization is registered with exactly one of a USCC and a foreign identity',
  },
  'organization-roles': {
    zh: '角色重复，或核查机构兼有其他角色：{roles}',
    en: 'roles repeat, or a verification body has another role: {roles}',
  },
  'organization-alike': {
    zh: '登记时所示同名机构为「{said}」，应为「{expected}」',
    en: 'the organizations of a like name are "{expected}", but "{said}" was shown',
  },
  'organization-account': {
    zh: '账户与角色不符：{roles}（核查、登记与主管机构不持有账户）',
    en: 'the account does not fit the roles {roles}: verifier, operator and regulator hold none, others one',
  },
  'organization-unknown': {
    zh: '机构 {organization} 未登记',
    en: 'organization {organization} is not registered',
  },
  'identity-taken': { zh: '{name} 已属于 {holder}', en: '{name} belongs to {holder} already' },
  'already-identified': { zh: '机构已有代码 {uscc}', en: 'the organization has the USCC {uscc} already' },
  'developer-role': {
    zh: '机构 {developer} 不是开发主体',
    en: 'the organization {developer} has no developer role',
  },
  'methodology-not-in-force': {
    zh: '方法学 {methodology}（{standard}）未生效，且非历史导入',
    en: 'the methodology {methodology} ({standard}) is not in force, and this is no legacy import',
  },
  'category-mismatch': {
    zh: '类别 {category} 与方法学不符，应为 {expected}',
    en: "the category {category} is not the methodology's, {expected}",
  },
  'project-unknown': { zh: '项目 {project} 未登记', en: 'project {project} is not registered' },
  'instrument-mismatch': {
    zh: '品种 {instrument} 与项目标准 {standard} 不符',
    en: 'the instrument {instrument} is not that of the standard {standard}',
  },
  'lanes-not-a-partition': {
    zh: '号段起点 {lanes} 不构成 1…{quantity} 的划分',
    en: 'the lanes {lanes} do not partition 1…{quantity}',
  },
  'legacy-flag': { zh: 'legacy 标记与项目不符', en: 'the legacy flag is not that of the project' },
  'imported-flag': { zh: 'imported 标记不符', en: 'the imported flag is not right' },
  'account-unknown': { zh: '账户 {account} 不存在', en: 'account {account} does not exist' },
} as const;

const unitRuleTexts = {
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
    en: 'transfer {transfer} is settled already, or was never offered',
  },
  'transfer-items': {
    zh: '了结的序号不是所要约的序号',
    en: 'the serials settled are not those that were offered',
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

export const ruleTexts = {
  ...logRuleTexts,
  ...leafRuleTexts,
  ...registrationRuleTexts,
  ...unitRuleTexts,
  ...landRuleTexts,
  ...agreementRuleTexts,
  ...lifecycleRuleTexts,
  ...reportRuleTexts,
  ...marketRuleTexts,
  ...pledgeRuleTexts,
  ...facilityRuleTexts,
  ...contractRuleTexts,
  ...settlementRuleTexts,
  ...supplyRuleTexts,
  ...certificateRuleTexts,
  ...freezingRuleTexts,
  ...expiryRuleTexts,
  ...consentRuleTexts,
  ...unionRuleTexts,
  ...foreignRuleTexts,
} as const satisfies Record<string, { zh: string; en: string }>;

export type Rule = keyof typeof ruleTexts;
