/** Rejections of organizations, imports, batches, blocks, transfers and retirements. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

export const unitRejections = {
  'not-found': {
    kind: 'missing',
    title: { zh: '不存在', en: 'Not found' },
    remedy: { zh: '请核对标识', en: 'Check the id' },
  },
  'not-yours': {
    kind: 'forbidden',
    title: { zh: '不属于本机构', en: 'Belongs to another organization' },
    remedy: {
      zh: '请指定属于本机构的对象，或以其所属机构的身份办理',
      en: 'Name something that your organization owns, or act as the organization that owns it',
    },
  },
  'organization-not-registered': {
    kind: 'forbidden',
    title: { zh: '本机构未登记', en: 'Your organization is not registered' },
    remedy: {
      zh: '请登记机构先登记本机构；令牌的 org 须为登记所得的机构标识',
      en: "Have the registry operator register your organization; the token's org must be the id that this gave it",
    },
  },
  'role-not-registered': {
    kind: 'forbidden',
    title: {
      zh: '本机构未以令牌所称角色登记',
      en: 'Your organization is not registered in the role of its token',
    },
    remedy: {
      zh: '请以所登记的角色取得令牌，或请登记机构以该角色登记；以登记簿为准，不以令牌为准',
      en: 'Get a token for a role that is registered, or have the operator register you in that role: the registry decides, not the token',
    },
  },
  'organization-roles-conflict': {
    kind: 'invalid',
    title: { zh: '核查机构不得持有或交易减排量', en: 'A verification body may not own or trade units' },
    remedy: {
      zh: '核查机构请单独登记（管理办法第三十七条）',
      en: 'Register the verification body on its own (CCER measures art. 37)',
    },
  },
  'identity-missing': {
    kind: 'invalid',
    title: { zh: '须提供统一社会信用代码或境外身份之一', en: 'Exactly one of uscc and foreign is needed' },
    remedy: {
      zh: '请填写 uscc，或为导入机构填写 foreign',
      en: 'Give uscc, or foreign for an imported organization',
    },
  },
  'uscc-already-registered': {
    kind: 'conflict',
    title: {
      zh: '该统一社会信用代码已登记于机构 {holder}',
      en: 'This USCC is registered already: it is that of the organization {holder}',
    },
    remedy: {
      zh: '一个机构一个代码，请使用该机构；同一机构的境外身份可由登记机构并入 {holder}',
      en: 'One organization, one USCC: use that one; the operator can unite a foreign identity of it into {holder}',
    },
  },
  'foreign-already-registered': {
    kind: 'conflict',
    title: { zh: '该境外身份已登记', en: 'This foreign identity is registered already' },
    remedy: { zh: '请使用已登记机构', en: 'Use the registered organization' },
  },
  'already-identified': {
    kind: 'conflict',
    title: { zh: '机构已有统一社会信用代码', en: 'The organization has a USCC already' },
    remedy: { zh: '代码不可更换', en: 'A USCC is not exchanged' },
  },
  'not-a-developer': {
    kind: 'invalid',
    title: { zh: '项目业主须为开发主体', en: 'The project developer must have the developer role' },
    remedy: { zh: '请指定具有 developer 角色的机构', en: 'Name an organization with the developer role' },
  },
  'methodology-not-in-force': {
    kind: 'invalid',
    title: { zh: '方法学未生效', en: 'The methodology is not in force here' },
    remedy: {
      zh: '请选用有效方法学；既有减排量可以 legacy 导入',
      en: 'Choose a methodology in force; existing units may be imported as legacy',
    },
  },
  'category-mismatch': {
    kind: 'invalid',
    title: { zh: '类别与方法学不符', en: "The category is not the methodology's" },
    remedy: { zh: '请按方法学填写类别', en: "Give the methodology's category" },
  },
  'registration-already-taken': {
    kind: 'conflict',
    title: { zh: '该编号已登记', en: 'This code is registered already' },
    remedy: {
      zh: '一个编号只属于一个项目或一批绿证',
      en: 'A code is of one project, one facility or one batch of certificates',
    },
  },
  'no-account': {
    kind: 'invalid',
    title: { zh: '机构没有账户', en: 'The organization has no account' },
    remedy: { zh: '请指定可持有减排量的机构', en: 'Name an organization that may hold units' },
  },
  'too-many-lanes': {
    kind: 'invalid',
    title: { zh: '通道多于数量', en: 'More lanes than units' },
    remedy: { zh: '通道数不得超过数量', en: 'Ask for no more lanes than units' },
  },
  'block-not-found': {
    kind: 'missing',
    title: { zh: '号段不存在', en: 'No such block' },
    remedy: { zh: '请查询批次号段', en: "Look at the batch's blocks" },
  },
  'subdivision-does-not-add-up': {
    kind: 'invalid',
    title: { zh: '拆分数量之和与号段不符', en: "The parts do not add up to the block's quantity" },
    remedy: { zh: '各部分之和须等于号段数量', en: 'Let the parts sum to the block exactly' },
  },
  'units-not-available': {
    kind: 'conflict',
    title: { zh: '号段不可动用', en: 'These units are not yours to move' },
    remedy: {
      zh: '所选序号不在本账户持有中，或已要约、质押、冻结、注销',
      en: 'The serials are not held by this account, or are offered, pledged, frozen or retired',
    },
  },
  'insufficient-units': {
    kind: 'conflict',
    title: { zh: '可用数量不足', en: 'Not enough available units' },
    remedy: { zh: '请减少数量或选择其他批次', en: 'Ask for less, or name another batch' },
  },
  'items-overlap': {
    kind: 'invalid',
    title: { zh: '所选序号重叠', en: 'The items overlap' },
    remedy: { zh: '同一序号只能出现一次', en: 'Name each serial once' },
  },
  'too-many-blocks': {
    kind: 'invalid',
    title: { zh: '一次操作号段过多', en: 'More blocks than one commit can hold' },
    remedy: { zh: '请分次办理', en: 'Split the request' },
  },
  'transfer-to-self': {
    kind: 'invalid',
    title: { zh: '不可转给自己', en: 'Sender and receiver are the same account' },
    remedy: { zh: '请指定另一账户', en: 'Name another account' },
  },
  'transfer-not-offered': {
    kind: 'conflict',
    title: { zh: '转让已了结', en: 'The transfer has ended already' },
    remedy: { zh: '请查询转让状态', en: "Look at the transfer's status" },
  },
  'operator-retires-imports-only': {
    kind: 'forbidden',
    title: {
      zh: '登记机构仅可录入境外已注销量',
      en: 'The operator retires only what an import brings in as retired',
    },
    remedy: { zh: '请由持有人注销', en: 'Let the holder retire its units' },
  },
  'not-retired-elsewhere': {
    kind: 'forbidden',
    title: {
      zh: '超出导入时载明的境外已注销量',
      en: 'More than the import brought in as retired',
    },
    remedy: {
      zh: '境外已注销量须在签发或交付时载明；其余由持有人注销',
      en: 'What is retired elsewhere is said when it is issued or delivered; let the holder retire the rest',
    },
    source: '本登记簿规则 (this registry)：登记机构不处分持有人的减排量与绿证',
  },
  'vintage-in-future': {
    kind: 'invalid',
    title: { zh: '年份晚于今年', en: 'The vintage lies in the future' },
    remedy: { zh: '减排量按其产生的年份签发', en: 'Units are issued for the year in which they came about' },
  },
  'more-retired-than-issued': {
    kind: 'invalid',
    title: { zh: '已注销量多于签发量', en: 'More retired than issued' },
    remedy: { zh: '已注销量是签发量的一部分', en: 'What is retired is a part of what is issued' },
  },
  'id-taken': {
    kind: 'conflict',
    title: { zh: '标识冲突', en: 'The derived id is taken' },
    remedy: { zh: '请换一个 Idempotency-Key 重试', en: 'Try again with another Idempotency-Key' },
  },
  'issuance-needs-verification': {
    kind: 'conflict',
    title: { zh: '只有导入项目可直接签发', en: 'Only an imported project issues without a report' },
    remedy: {
      zh: '本登记簿项目须经监测报告、核查后签发',
      en: 'A project of this registry issues by a verified monitoring report',
    },
    source: '温室气体自愿减排交易管理办法（试行）2023 第二十至二十二条',
  },
  'buffer-account': {
    kind: 'invalid',
    title: { zh: '缓冲账户不可收付', en: 'A buffer account neither receives nor gives' },
    remedy: { zh: '请指定机构账户', en: "Name an organization's own account" },
    source: 'VCS AFOLU buffer',
  },
  'document-not-stored': {
    kind: 'invalid',
    title: { zh: '文件尚未上传', en: 'The document is not stored' },
    remedy: {
      zh: '请先上传原文件，再引用其摘要',
      en: 'Upload the file first, then name its digest',
    },
  },
  'counted-too-many': {
    kind: 'conflict',
    title: {
      zh: '须一并核对的对象过多，一次提交容纳不下',
      en: 'More has to stay as it is than one commit can hold',
    },
    remedy: {
      zh: '一次至多核对 most 项，现有 counted 项：请先了结部分在途要约或质押（受让、撤回或解除），再行提交',
      en: 'One commit holds on to `most` things, and there are `counted`: first end some of the open offers or pledges (accept, withdraw, release), then try again',
    },
    source: 'DynamoDB: 100 items in a transaction',
  },
} as const satisfies Record<string, RejectionRule>;
