/** The rules of a project's life and land in the words of the report. */
type Texts = Readonly<Record<string, { zh: string; en: string }>>;

const landTexts = {
  'boundary-missing': {
    zh: '未公布设计文件所指边界 {digest}',
    en: 'the log does not serve the boundary {digest} of a published design',
  },
  'boundary-digest': {
    zh: '边界文件的摘要是 {actual}，而非 {digest}',
    en: 'what is served as boundary {digest} has the digest {actual}',
  },
  'boundary-unsound': {
    zh: '边界不合规则：{fault} {pointer}',
    en: 'the boundary breaks a rule: {fault} {pointer}',
  },
  'boundary-area': {
    zh: '面积 {areaSquareMetres} 平方米与边界不符，应为 {expected}',
    en: 'the area of {areaSquareMetres} m² is not that of the boundary, {expected}',
  },
  'boundary-footprint': {
    zh: '索引格网与边界不符',
    en: 'degrees or cells are not those of the boundary',
  },
  'footprint-inconsistent': {
    zh: '度格与子格不一致、重复或相互包含',
    en: 'degrees and cells do not agree, repeat, or lie within one another',
  },
  'boundary-changed': {
    zh: '再次公示的边界与上次不同',
    en: 'published anew with another boundary than before',
  },
  'boundary-not-the-parcels': {
    zh: '项目边界不是其地块的边界',
    en: "the project's boundary is not that of its one parcel",
  },
  'parcel-areas': {
    zh: '面积 {areaSquareMetres} 平方米不等于地块之和 {sum}',
    en: 'the area of {areaSquareMetres} m² is not the sum of its parcels, {sum}',
  },
  'land-too-intricate': {
    zh: '与项目 {project} 的边界交叉过多，无法比对',
    en: 'its borders cross those of project {project} too often to be compared',
  },
  'land-overlap': {
    zh: '与项目 {project} 重叠 {hectares} 公顷，计入期亦重叠',
    en: 'it overlaps project {project} by {hectares} ha in an overlapping crediting period',
  },
  'deregistered-land': {
    zh: '与已注销登记项目 {project} 重叠 {hectares} 公顷，方法学相同',
    en: 'it overlaps the deregistered project {project} by {hectares} ha under the same methodology',
  },
} as const satisfies Texts;

const reserveTexts = {
  'project-developer': {
    zh: '项目业主 {developer} 不是操作机构 {org}',
    en: 'the developer {developer} is not the organization {org} that acts',
  },
  'project-methodology': {
    zh: '方法学 {methodology}（{standard}）在 {day} 未生效或仅适用于海岸',
    en: 'the methodology {methodology} ({standard}) is not in force on {day}, or for coasts only',
  },
  'parcel-repeated': { zh: '地块 {parcel} 重复', en: 'parcel {parcel} is named twice' },
  'parcel-of-another': {
    zh: '地块 {parcel} 由 {registrant} 登记，而非业主 {developer}',
    en: 'parcel {parcel} was registered by {registrant}, not by the developer {developer}',
  },
  'parcel-not-surveyed': { zh: '地块 {parcel} 已撤回', en: 'parcel {parcel} has been withdrawn' },
  'parcel-type': {
    zh: '地块 {parcel} 的类型 {type} 与方法学不符',
    en: 'the type {type} of parcel {parcel} is not that of the methodology',
  },
  'parcel-too-small': {
    zh: '地块 {parcel} 小于方法学下限',
    en: 'parcel {parcel} is smaller than the methodology allows',
  },
} as const satisfies Texts;

const transitionTexts = {
  'project-transition': {
    zh: '状态 {status}（{standard}）不允许 {type}',
    en: 'the status {status} ({standard}) does not allow {type}',
  },
  'project-not-developers': {
    zh: '机构 {org} 不是项目业主 {developer}',
    en: 'the organization {org} is not the developer {developer}',
  },
  'not-its-validator': {
    zh: '机构 {org} 不是公示的审定机构 {validator}',
    en: 'the organization {org} is not the validator {validator} that the design names',
  },
  'development-agreement': {
    zh: '协议 {agreement} 不是业主的，或在 {day} 未生效',
    en: "the agreement {agreement} is not the developer's, or not in force on {day}",
  },
  'holder-not-a-party': {
    zh: '地块 {parcel} 的持有者 {holder} 不是协议当事方',
    en: 'the holder {holder} of parcel {parcel} is no party of the agreement',
  },
  'approval-unneeded': {
    zh: '项目无须特别批准，或已获批准',
    en: 'the project needs no extra approval, or has it already',
  },
  'approval-missing': {
    zh: '非林业 VCS 项目未经特别批准',
    en: 'a VCS project outside forestry was published without the extra approval',
  },
  'validator-role': {
    zh: '审定机构 {validator} 没有核查机构角色',
    en: 'the validator {validator} is no verification body',
  },
  'validator-not-independent': {
    zh: '审定机构 {validator} 与项目有利益关系',
    en: 'the validator {validator} is the developer, a holder or a party of the agreement',
  },
  'construction-date': {
    zh: 'CCER 项目于 {startedOn} 开工，须晚于 2012-11-08',
    en: 'a CCER project started on {startedOn}; it must be after 2012-11-08',
  },
  'crediting-before-start': {
    zh: '计入期自 {from}，早于开工 {startedOn}',
    en: 'the crediting period begins on {from}, before the start on {startedOn}',
  },
  'crediting-bounds': {
    zh: '计入期 {from} 至 {to} 超出方法学界限（{misses}）',
    en: 'the crediting period from {from} to {to} misses the bounds of the methodology ({misses})',
  },
  'comment-window': {
    zh: '公示期 {from} 至 {to}，应为 {expectedFrom} 至 {expectedTo}',
    en: 'the days of publication are {from} to {to}; they should be {expectedFrom} to {expectedTo}',
  },
  'comment-subject': { zh: '意见所指 {subject} 不存在', en: '{subject}, commented on, does not exist' },
  'comment-number': {
    zh: '意见编号 {number}，应为 {expected}',
    en: 'the comment has the number {number}; it should be {expected}',
  },
  'comments-full': {
    zh: '机构 {org} 对一次公示的意见超过 {limit} 条',
    en: 'more than {limit} comments of {org} on one publication',
  },
  'comment-by-nobody': {
    zh: '提出意见的机构 {org} 未登记',
    en: 'the organization {org}, which commented, is not registered',
  },
  'comment-unknown': { zh: '{subject} 没有第 {number} 条意见', en: '{subject} has no comment {number}' },
  'comment-removed': {
    zh: '意见文本此前已依 {order} 移除',
    en: 'the text of the comment was removed before, by {order}',
  },
  'treatment-role': {
    zh: '处理意见的机构 {org} 不是核查机构',
    en: 'the organization {org}, which treated comments, is no verification body',
  },
  'treatment-early': {
    zh: '{day} 公示期（至 {to}）未满即处理意见',
    en: 'comments were treated on {day}, before the days of publication were over ({to})',
  },
  'treatment-order': {
    zh: '意见处理未自第 {first} 条起依次进行（共 {last} 条）',
    en: 'the treatments do not follow from comment {first} on, of {last}',
  },
  'comment-outside-window': {
    zh: '{day} 不在公示期 {from} 至 {to} 内',
    en: '{day} is not within the days of publication, {from} to {to}',
  },
  'validation-early': {
    zh: '{day} 公示期（至 {to}）未满即审定',
    en: 'validated on {day}, before the days of publication were over ({to})',
  },
  'comments-treated': {
    zh: '意见 {first} 至 {last} 未逐条处理一次',
    en: 'the comments {first} to {last} are not each treated once',
  },
  'validated-twice': { zh: '设计文件已审定', en: 'the design was validated already' },
  'not-validated': {
    zh: '申请登记时没有通过的审定',
    en: 'registration was asked for without a positive validation',
  },
  'decision-day': {
    zh: '办结期限 {dueBy}，应为 {expected}',
    en: 'the day to decide by is {dueBy}; it should be {expected}',
  },
  'registered-facts': {
    zh: '登记的 {member} 与项目不符',
    en: "the registered {member} is not the project's",
  },
  'project-buffer': {
    zh: '缓冲账户 {buffer} 与方法学不符，应为 {expected}',
    en: 'the buffer account {buffer} does not fit the methodology; it should be {expected}',
  },
} as const satisfies Texts;

export const lifecycleRuleTexts = { ...landTexts, ...reserveTexts, ...transitionTexts } as const;

/** What an audit can't see of a project's life. */
export const lifecycleUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '文件（设计文件、审定报告、批准、唯一性承诺书）的内容；账本只有其摘要',
    en: 'what the documents say (PDD, validation report, approval, commitment to uniqueness): the log has their digests',
  },
  {
    zh: '业主所申明事项（无法定减排义务、未纳入碳市场、开工日期、计入期）是否属实，项目是否在别处登记',
    en: 'whether what the developer declares is true (no legal duty, no ETS, start and crediting period), and whether it is registered elsewhere',
  },
  {
    zh: '意见的处理理由；多地块项目的边界是否正是各地块边界（地块边界不公开，仅核面积）',
    en: 'why a comment was treated as it was; of a project of several parcels, whether its boundary is theirs (parcels’ own are private: only the areas are compared)',
  },
  {
    zh: '地面实况：边界内是否确为所述林草',
    en: 'the ground: whether what the boundary encloses is what it is said to be',
  },
];
