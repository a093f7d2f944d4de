/** The rules about the log itself: checkpoint, tiles, bundles, tree. */
export const logRuleTexts = {
  'checkpoint-malformed': {
    zh: '检查点格式错误：{error}',
    en: 'the checkpoint is malformed: {error}',
  },
  'checkpoint-signature': {
    zh: '检查点未由所给密钥签名：{error}',
    en: 'the checkpoint is not signed with the given key: {error}',
  },
  'cosignature-missing': {
    zh: '见证方 {witness} 未共同签名',
    en: 'the witness {witness} has not cosigned the checkpoint',
  },
  'checkpoint-rollback': {
    zh: '检查点回退：此前见过规模 {seenSize}（根 {seenRoot}），现为 {size}（根 {root}）',
    en: 'an old checkpoint: size {seenSize} (root {seenRoot}) was seen before, now it is {size} (root {root})',
  },
  'checkpoint-fork': {
    zh: '账本分叉：规模 {seenSize} 此前的根为 {seenRoot}，现为 {now}（检查点规模 {size}，根 {root}）',
    en: 'a fork: at size {seenSize} the root was {seenRoot}, now it is {now} (checkpoint of size {size}, root {root})',
  },
  'checkpoint-behind-tiles': {
    zh: '存在超出检查点规模 {size} 的数据：检查点是旧的',
    en: 'there is data beyond the size {size} of the checkpoint: it is an old one',
  },
  'tile-missing': { zh: '缺少分片', en: 'the tile is missing' },
  'tile-malformed': {
    zh: '分片长 {bytes} 字节，应为 {expected}',
    en: 'the tile has {bytes} bytes and should have {expected}',
  },
  'tile-mismatch': {
    zh: '第 {position} 个哈希为 {hash}，但下层分片 {below} 的根为 {expected}',
    en: 'hash {position} is {hash}, but the tile {below} below it has root {expected}',
  },
  'root-mismatch': {
    zh: '分片得出根 {root}，检查点为 {expected}（规模 {size}）',
    en: 'the tiles give root {root}, the checkpoint says {expected} (size {size})',
  },
  'bundle-missing': { zh: '缺少记录包', en: 'the entry bundle is missing' },
  'bundle-malformed': { zh: '记录包格式错误：{error}', en: 'the entry bundle is malformed: {error}' },
  'bundle-width': {
    zh: '记录包含 {entries} 条记录，应为 {expected}',
    en: 'the bundle has {entries} leaves and should have {expected}',
  },
  'leaf-mismatch': {
    zh: '记录的哈希为 {hash}，分片 {level0} 第 {position} 位为 {expected}{hint}',
    en: 'the leaf has hash {hash}, but {level0} has {expected} at position {position}{hintEn}',
  },
  'replay-stopped': {
    zh: '自此起的记录缺失，未予重放',
    en: 'leaves are missing from here on, so the rest was not replayed',
  },
} as const;

/** The blind spots of every replay. */
export const logUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '当事人是否真的办理：记录中没有任何内容能证明未签名的一方有所作为；掌握账本密钥的运营者可以移动任何人的单位而审计仍无违规',
    en: 'whether a party really acted: nothing in a leaf proves that a party who signed nothing did; an operator with the log key can move anybody’s units and audit clean',
  },
  {
    zh: '谁是登记机构（首条运营记录所列者）、以何角色登记何人是否恰当',
    en: 'who the root operator is (the first leaf by an operator names it), and whether it registers the right organizations in the right roles',
  },
  {
    zh: '登记簿的时钟：时间须沿同一对象的历史递增，落后于账本不超过提交进入账本的时限，且不晚于审计时间；整本账一同偏早则看不出',
    en: "the registry's clock: instants grow along the history of an entity, fall behind the log by no more than a commit takes to enter it, and are not after the audit's; a whole log that runs behind isn't seen",
  },
  {
    zh: '首次审计之前的历史是否被整本改写、重新签名，或尾部、无人引用的记录是否被略去：须以先前的检查点或见证方的联署对照',
    en: 'whether the log was rewritten and signed anew before this first look at it, or leaves that nothing builds on were left out: an earlier checkpoint or the cosignatures of witnesses tell',
  },
  {
    zh: '彼此无关的提交在同一时刻的先后，以及提交标识是否确由机构与其 Idempotency-Key 得出：键不公开，机构自己可以核对',
    en: 'which of two unrelated commits of a moment was first, and whether a commit id is made of its organization and its Idempotency-Key: keys are not public, and the organization can check its own',
  },
  {
    zh: '机构身份、名称、理由、意见与受益人等文字是否属实',
    en: 'who an organization is, and whether names, reasons, comments and beneficiaries are true',
  },
];

/** What an audit can't see of projects and units that came from another registry. */
export const importUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '导入的项目、年份、数量与已注销数是否与原登记机构一致，是否重复导入',
    en: 'whether imported projects, vintages, quantities and retirements are as the other registry has them, and came in once',
  },
  {
    zh: '导入的项目与本登记簿的地块、发电项目是否为同一处：导入不含边界与电表',
    en: 'whether an imported project is the same land or plant as one of this registry: imports bring neither boundary nor meters',
  },
];
