/** What is said of retiring units. */
import { area } from '../words/area.ts';

export const retireWords = area('retire', {
  title: { zh: '注销', en: 'Retire units' },
  lead: {
    zh: '为受益方用掉所持的减排量或绿证，换得一份任何人可离线核验的注销证明。分四步，最后一步之前随时可退回修改。',
    en: 'Use up credits or certificates for a beneficiary, and get a certificate that anybody can verify offline. Four steps; until the last you can go back at any time.',
  },
  progress: { zh: '步骤', en: 'Steps' },
  step: {
    what: { zh: '事项', en: 'What for' },
    units: { zh: '选择单位', en: 'Which units' },
    words: { zh: '证明内容', en: 'What it says' },
    check: { zh: '核对并注销', en: 'Check and retire' },
  },
  next: { zh: '下一步', en: 'Next' },
  back: { zh: '上一步', en: 'Back' },
  clear: { zh: '清空重填', en: 'Start over' },
  kept: {
    zh: '填写内容保存在本标签页，断网或刷新都不会丢失。',
    en: 'What you fill in is kept in this tab, whatever happens to the network or the page.',
  },
  kind: {
    label: { zh: '注销什么', en: 'What is retired' },
    credit: { zh: '碳减排量（吨）', en: 'Carbon credits (tonnes)' },
    certificate: { zh: '绿证（兆瓦时）', en: 'Green certificates (MWh)' },
    missing: { zh: '请选择', en: 'Choose one' },
  },
  statement: {
    label: { zh: '用于哪份排放声明', en: 'For which emission statement' },
    help: {
      zh: '用于声明的单位计入其覆盖；不用于声明，则为自愿或其他用途的注销。',
      en: 'Units retired for a statement cover it; without one the retirement is voluntary, or for another purpose.',
    },
    none: { zh: '不用于声明（自愿注销等）', en: 'For no statement (voluntary and the like)' },
    option: { zh: '{{year}} 年 · {{name}} · {{status}}', en: '{{year}} · {{name}} · {{status}}' },
    missing: { zh: '请选择一份声明，或“不用于声明”', en: 'Choose a statement, or none' },
    open: { zh: '尚缺', en: 'Open' },
    needed: { zh: '需要抵销', en: 'Needed' },
    retired: { zh: '已为其注销', en: 'Retired for it' },
    purchased: { zh: '外购电量（千瓦时）', en: 'Electricity bought (kWh)' },
    green: { zh: '已为其注销的绿证', en: 'Certificates retired for it' },
    unused: { zh: '其中未用上的', en: 'Of them not used' },
    last: { zh: '可为其注销至', en: 'Open until' },
    covered: {
      zh: '这份声明已全部覆盖，不能再为其注销减排量。',
      en: 'This statement is covered; no more credits can be retired for it.',
    },
    unusedHint: {
      zh: '绿证只抵外购电量；超出部分不计入，也不能转作吨数。',
      en: 'Certificates act on purchased electricity only; what exceeds it stays unused, and never becomes tonnes.',
    },
  },
  year: {
    label: { zh: '消费年度', en: 'Year of consumption' },
    help: {
      zh: '绿证核算的用电年度。2026 年起生产的绿证只能用于生产当年（证电同年核销）。',
      en: 'The year of the electricity that the certificates account for. Those produced from 2026 on account for their own year only.',
    },
    missing: { zh: '请填写年度，如 2026', en: 'Give a year, such as 2026' },
  },
  units: {
    caption: { zh: '可用于本次注销的单位', en: 'Units that can be retired here' },
    none: { zh: '没有可用的单位', en: 'No units to retire' },
    noneHint: {
      zh: '账户中没有处于“持有”状态的这类单位。可先受让他人的转让，再来注销。',
      en: 'The account holds none of this kind. Accept a transfer first, then come back.',
    },
    amount: { zh: '注销数量', en: 'To retire' },
    total: { zh: '合计 {{total}} {{unit}}', en: '{{total}} {{unit}} in all' },
    totalOf: {
      zh: '合计 {{total}} {{unit}}，声明尚缺 {{open}} {{unit}}',
      en: '{{total}} {{unit}} in all, of {{open}} {{unit}} open',
    },
    fill: { zh: '按尚缺数量填入', en: 'Fill in what is open' },
    unfitTitle: { zh: '不能用于本次注销', en: 'Not for this retirement' },
    unfitReason: { zh: '原因', en: 'Why not' },
    filled: { zh: '先用先到期、年份早的。', en: 'What ends first and is oldest is used first.' },
  },
  unfit: {
    expired: { zh: '已过有效期', en: 'Expired' },
    madeLater: { zh: '生产于消费年度之后', en: 'Produced after the year of consumption' },
    otherYear: {
      zh: '2026 年起生产的绿证只能用于生产当年',
      en: 'Produced from 2026 on: accounts for its own year only',
    },
    noYear: {
      zh: '这种证书不写消费年度，不能覆盖排放声明',
      en: 'Such certificates name no year, and can’t cover a statement',
    },
  },
  purpose: {
    label: { zh: '用途', en: 'Purpose' },
    missing: { zh: '请选择用途', en: 'Choose a purpose' },
  },
  beneficiary: {
    label: { zh: '受益方', en: 'Beneficiary' },
    help: {
      zh: '写在证明上，公开可查，不可更改；请勿填写个人信息。',
      en: 'Stands on the certificate, in public and for good; no personal data.',
    },
    missing: { zh: '请填写受益方', en: 'Name the beneficiary' },
  },
  reason: {
    label: { zh: '事由', en: 'Reason' },
    help: { zh: '例如：抵销 2025 年度范围一排放', en: 'For instance: offsets the emissions of 2025' },
    missing: { zh: '请填写事由', en: 'Give the reason' },
  },
  preview: {
    title: { zh: '证明预览', en: 'The certificate as it will be' },
    by: { zh: '注销人', en: 'Retired by' },
    quantity: { zh: '数量', en: 'Quantity' },
    covers: { zh: '覆盖的排放声明', en: 'Covers the statement' },
    openAfter: { zh: '注销后声明尚缺', en: 'Open afterwards' },
    serialsCaption: { zh: '将注销的序号', en: 'Serials that will be retired' },
    anySerials: {
      zh: '批次 {{batch}} 的 {{quantity}} {{unit}} 分散在许多号段中，由登记簿选定序号；一次注销能取用的号段有限，不够时请分次办理。',
      en: '{{quantity}} {{unit}} of batch {{batch}} lie in many blocks, so the registry chooses the serials; one retirement takes from a limited number of blocks, and what is too much goes in parts.',
    },
  },
  deed: { zh: '注销', en: 'Retire' },
  deedOf: { zh: '注销 {{quantity}} {{unit}}…', en: 'Retire {{quantity}} {{unit}}…' },
  confirm: {
    title: { zh: '确认注销？此举不可撤回', en: 'Retire for good?' },
    what: {
      zh: '将为“{{beneficiary}}”注销 {{quantity}} {{unit}}。',
      en: '{{quantity}} {{unit}} will be retired for “{{beneficiary}}”.',
    },
    units: {
      zh: '这些单位从此不能再转让、质押或使用，也不能恢复为持有。',
      en: 'These units can never be transferred, pledged or used again, and don’t come back.',
    },
    words: {
      zh: '受益方、用途与事由写入公开日志，不能更改，也不能删除。',
      en: 'Beneficiary, purpose and reason stand in the public log and can’t be changed or removed.',
    },
  },
  done: {
    title: { zh: '已注销 {{quantity}} {{unit}}', en: '{{quantity}} {{unit}} retired' },
    receipt: { zh: '注销已办理', en: 'The retirement is done' },
    facts: { zh: '注销证明', en: 'The certificate' },
    serials: { zh: '已注销的序号', en: 'Serials retired' },
    at: { zh: '时间', en: 'At' },
    pdf: { zh: '下载证明 PDF', en: 'Certificate, PDF' },
    json: { zh: '下载证明 JSON（可离线核验）', en: 'Certificate, JSON (verifies offline)' },
    public: { zh: '公开页（可发给他人）', en: 'Public page, to hand on' },
    waits: {
      zh: '记入日志后即可下载，一般在一分钟内。',
      en: 'They can be had once it is in the log, within a minute.',
    },
    another: { zh: '再注销一笔', en: 'Retire more' },
    holdings: { zh: '查看持有', en: 'See the holdings' },
  },
});
