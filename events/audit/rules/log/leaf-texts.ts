/** The rules of every leaf, in the words of the report. */

export const leafRuleTexts = {
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
