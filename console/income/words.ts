/** What is said of income and of what each party is entitled to. */
import { area } from '../words/area.ts';

export const incomeWords = area('income', {
  title: { zh: '收益', en: 'Income' },
  lead: {
    zh: '项目首次销售的收益按联合开发协议分配，各方应得的在此逐笔可查，精确至分。',
    en: 'The income of first sales is divided by the agreement; here is what each party is entitled to, to the fen.',
  },
  from: { zh: '结算日起', en: 'Settled from' },
  to: { zh: '结算日止', en: 'Settled until' },
  party: { zh: '机构', en: 'Organization' },
  noParty: { zh: '没有找到这样的机构', en: 'No such organization' },
  show: { zh: '查询', en: 'Show' },
  order: { zh: '截止日不得早于起始日', en: 'The last day is before the first' },
  missing: { zh: '请填写', en: 'Please fill this in' },
  entitlements: { zh: '应得收益', en: 'Entitlements' },
  none: { zh: '此期间没有应得收益', en: 'No entitlements in this period' },
  noneHint: {
    zh: '开发主体分配首次销售的收益后，各方应得的出现在这里。',
    en: 'They are here once the developer has divided the income of a first sale.',
  },
  choose: {
    zh: '请选择机构，查询其应得收益。',
    en: 'Choose an organization to see what it is entitled to.',
  },
  sum: { zh: '合计 {{sum}}', en: '{{sum}} in all' },
  sumSoFar: { zh: '已加载的合计 {{sum}}', en: '{{sum}} of what is loaded' },
  export: { zh: '导出全部（CSV）', en: 'Export all (CSV)' },
  exportHelp: { zh: '含此期间的全部记录，至多 5,000 行。', en: 'All of the period, 5,000 rows at most.' },
  settledOn: { zh: '结算日', en: 'Settled on' },
  project: { zh: '项目', en: 'Project' },
  share: { zh: '份额', en: 'Share' },
  amount: { zh: '金额', en: 'Amount' },
  sale: { zh: '销售', en: 'Sale' },
  open: { zh: '查看', en: 'Open' },
  commit: { zh: '提交', en: 'Commit' },
  toDivide: { zh: '待分配的首次销售', en: 'First sales to divide' },
  noneToDivide: {
    zh: '没有待分配的首次销售；刚刚受让的约一分钟后出现在这里。',
    en: 'No first sale waits to be divided; one that was accepted just now is here in a minute.',
  },
  acceptedOn: { zh: '受让日', en: 'Accepted on' },
  buyer: { zh: '受让方', en: 'Buyer' },
  quantity: { zh: '数量', en: 'Quantity' },
  price: { zh: '总价', en: 'Price' },
  divide: { zh: '分配收益', en: 'Divide the income' },
  division: {
    title: { zh: '收益分配', en: 'The income and its division' },
    settledOn: { zh: '到账日', en: 'Received on' },
    settledHelp: {
      zh: '款项到账之日，不早于受让日；按当日有效的协议版本分配。',
      en: 'When the money came, not before the sale was accepted; the agreement in force on that day divides it.',
    },
    preview: { zh: '分配预览', en: 'How it would be divided' },
    noVersion: {
      zh: '该日没有有效的协议版本，不能分配。',
      en: 'No version of the agreement is in force on that day, so nothing can be divided.',
    },
    version: { zh: '协议第 {{version}} 版', en: 'Version {{version}} of the agreement' },
    party: { zh: '当事方', en: 'Party' },
    total: { zh: '合计', en: 'In all' },
    rounding: {
      zh: '按最大余数法精确至分，各方之和即总价。',
      en: 'To the fen by the largest remainder; the parts add up to the price.',
    },
    submit: { zh: '确认分配', en: 'Divide' },
    title2: { zh: '分配 {{price}}？', en: 'Divide {{price}}?' },
    final: {
      zh: '分配即为各方的应得收益，记入日志，不能更改或撤回；份额公开，金额密封。',
      en: 'It is what the parties are entitled to, enters the log, and can’t be changed or taken back. Shares are public, amounts sealed.',
    },
    done: { zh: '收益已分配', en: 'The income is divided' },
    pay: {
      zh: '登记簿只记应得金额，款项由开发主体另行支付。',
      en: 'The registry records who is entitled to what; the developer pays it.',
    },
  },
});
