/** What is said of a project's moves. */
import { area } from '../words/area.ts';

/** Of a loss of carbon, as the registry names them. */
export const CAUSES = ['fire', 'logging', 'pests', 'drought', 'other'] as const;

export const moveWords = area('moves', {
  title: { zh: '办理', en: 'What you can do' },
  submit: { zh: '确认{{deed}}', en: '{{deed}}' },
  missing: { zh: '请填写', en: 'Please fill this in' },
  choosePdf: { zh: '选择 PDF', en: 'Choose a PDF' },
  noOrganization: { zh: '没有找到这样的机构', en: 'No such organization' },
  startHelp: {
    zh: '须在 {{after}} 以后开工。',
    en: 'It has to be after {{after}}.',
  },
  lossHelp: {
    zh: '损失的碳储量；不足一吨的部分按一吨计。先从项目缓冲中取消，不足的由开发主体补足。',
    en: 'The carbon lost; a part of a tonne counts as one. It is cancelled in the buffer first, and the developer makes up the rest.',
  },
  before: {
    open: {
      zh: '公示至 {{to}}（含当日），期满后方可审定。',
      en: 'Published until {{to}} (inclusive); validation comes after that.',
    },
    waiting: {
      zh: '还有 {{count}} 条未署名意见待登记机构处理，处理后方可审定。',
      en: 'The operator has {{count}} comments to read first.',
    },
  },
  final: {
    zh: '项目就此终结，不能恢复；同一地块可另立项目。此举与理由记入公开的日志。',
    en: 'The project ends for good; another may be reserved on its land. The deed and its reason enter the public log.',
  },
  finalDeregister: {
    zh: '项目就此注销登记，不能恢复；同一地块以同一方法学不得再登记。此举与理由记入公开的日志。',
    en: 'The project ends for good, and its land can’t be registered again under the same methodology. The deed and its reason enter the public log.',
  },
  lost: {
    zh: '缓冲中的减排量随即取消，不能恢复；缓冲不足时，项目在补足之前不再签发。',
    en: 'Units in the buffer are cancelled for good; what they don’t cover is to be made good before anything else is issued.',
  },
  frozen: {
    zh: '电站在计入期内未售出的绿证随即冻结，不能再转让、质押或注销；项目签发减排量时核销，项目终结后方可解冻。',
    en: 'The station’s unsold certificates of the crediting period can no longer be transferred, pledged or retired. They are cancelled once reductions are issued, and released only if the project ends.',
  },
  part: {
    zh: '一次办不完：尚有绿证待办理，请再办理一次。若为已签发核算期内的绿证，则须核销。',
    en: 'One time isn’t enough: some certificates are left, so do it once more. Those of a period whose reductions were issued have to be cancelled.',
  },
  conclusions: {
    positive: { zh: '通过', en: 'Positive' },
    negative: { zh: '不通过，退回开发', en: 'Negative: back to development' },
  },
  causes: {
    fire: { zh: '火灾', en: 'Fire' },
    logging: { zh: '采伐', en: 'Logging' },
    pests: { zh: '病虫害', en: 'Pests' },
    drought: { zh: '干旱', en: 'Drought' },
    other: { zh: '其他', en: 'Other' },
  },
  names: {
    develop: { zh: '启动开发', en: 'Begin development' },
    approve: { zh: '特别批准', en: 'Give the approval' },
    publish: { zh: '公示设计文件', en: 'Publish the design' },
    validate: { zh: '审定', en: 'Conclude the validation' },
    request: { zh: '申请登记', en: 'Request registration' },
    register: { zh: '予以登记', en: 'Register the project' },
    refuse: { zh: '不予登记', en: 'Refuse registration' },
    hold: { zh: '暂停', en: 'Put on hold' },
    resume: { zh: '恢复', en: 'Resume' },
    deactivate: { zh: '停用', en: 'Deactivate' },
    freeze: { zh: '冻结绿证', en: 'Freeze certificates' },
    release: { zh: '解冻绿证', en: 'Release certificates' },
    reversal: { zh: '记录逆转', en: 'Record a reversal' },
    deregister: { zh: '注销登记', en: 'Deregister' },
    withdraw: { zh: '撤回项目', en: 'Withdraw the project' },
  },
  fields: {
    agreement: { zh: '联合开发协议', en: 'Joint-development agreement' },
    document: { zh: '设计文件（PDF）', en: 'Design document (PDF)' },
    commitment: { zh: '唯一性承诺书（PDF）', en: 'Declaration of uniqueness (PDF)' },
    validator: { zh: '审定机构', en: 'Validator' },
    startedOn: { zh: '开工日', en: 'Started on' },
    'crediting/from': { zh: '计入期起', en: 'Crediting from' },
    'crediting/to': { zh: '计入期止', en: 'Crediting to' },
    declared: {
      zh: '声明：减排不属于法律法规强制义务，也未纳入碳排放权交易',
      en: 'Declared: no law demands the reduction, and no emissions trading covers it',
    },
    conclusion: { zh: '审定结论', en: 'Conclusion' },
    code: { zh: '登记编号', en: 'Registration number' },
    reason: { zh: '理由', en: 'Reason' },
    cause: { zh: '原因', en: 'Cause' },
    occurredOn: { zh: '发生日', en: 'Happened on' },
    kilograms: { zh: '损失量', en: 'Loss' },
  },
  documents: {
    approve: { zh: '批准文件（PDF）', en: 'The approval (PDF)' },
    validate: { zh: '审定报告（PDF）', en: 'Validation report (PDF)' },
    reversal: { zh: '损失核定文件（PDF）', en: 'Assessment of the loss (PDF)' },
  },
  done: {
    develop: { zh: '已启动开发', en: 'Development has begun' },
    approve: { zh: '已批准', en: 'The approval is given' },
    publish: { zh: '设计文件已公示', en: 'The design is published' },
    validate: { zh: '审定结论已记入', en: 'The conclusion is recorded' },
    request: { zh: '已申请登记', en: 'Registration is requested' },
    register: { zh: '项目已登记', en: 'The project is registered' },
    refuse: { zh: '已决定不予登记', en: 'Registration is refused' },
    hold: { zh: '项目已暂停', en: 'The project is on hold' },
    resume: { zh: '项目已恢复', en: 'The project goes on' },
    deactivate: { zh: '项目已停用', en: 'The project is inactive' },
    freeze: { zh: '绿证已冻结', en: 'Certificates are frozen' },
    release: { zh: '绿证已解冻', en: 'Certificates are released' },
    reversal: { zh: '逆转已记录', en: 'The reversal is recorded' },
    deregister: { zh: '项目已注销登记', en: 'The project is deregistered' },
    withdraw: { zh: '项目已撤回', en: 'The project is withdrawn' },
  },
});
