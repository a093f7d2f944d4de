/** Rejections of imported supply contracts. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const ELSEWHERE = '本登记簿规则 (this registry)：他处签发的证书仅凭导入进入，并与其供应合同逐一核对';

export const supplyRejections = {
  'instrument-not-imported': {
    kind: 'invalid',
    title: {
      zh: '该品种不是由境外发电项目导入的证书',
      en: 'The instrument is none that comes in from facilities elsewhere',
    },
    remedy: { zh: '绿证请由本登记簿的发电项目核发', en: 'Certificates of facilities here are issued here' },
    source: ELSEWHERE,
  },
  'delivery-before-signing': {
    kind: 'invalid',
    title: { zh: '交付期限早于签订日', en: 'The contract was to be delivered before it was signed' },
    remedy: { zh: '请核对签订日与交付期限', en: 'Check the day of signing and the day by which to deliver' },
  },
  'supply-already-imported': {
    kind: 'conflict',
    title: { zh: '该供应合同编号已导入', en: 'A supply contract of this code has been imported already' },
    remedy: { zh: '一份合同只导入一次', en: 'A contract is imported once' },
    source: ELSEWHERE,
  },
  'facility-not-imported': {
    kind: 'invalid',
    title: { zh: '该发电项目在本登记簿登记，不接受导入电量', en: 'The facility is registered here' },
    remedy: {
      zh: '其电量请由发电企业填报、电网企业确认',
      en: 'Its generation is recorded by its owner and confirmed by the grid company',
    },
    source: '国能发新能规〔2024〕67号',
  },
  'technology-not-contracted': {
    kind: 'invalid',
    title: { zh: '发电技术与合同不符', en: "The facility's technology isn't the contract's" },
    remedy: {
      zh: '合同约定 {contracted}，发电项目为 {technology}',
      en: 'The contract is for {contracted}; the facility is {technology}',
    },
  },
  'generation-not-over': {
    kind: 'invalid',
    title: { zh: '发电期间尚未结束', en: 'The period of generation is not over' },
    remedy: { zh: '请在期间结束后导入', en: 'Import it after its last day' },
  },
  'not-whole-certificates': {
    kind: 'invalid',
    title: {
      zh: '电量不是 1000 千瓦时的整数倍',
      en: 'The kilowatt-hours are no whole number of certificates of 1000',
    },
    remedy: {
      zh: '余 {surplus} 千瓦时；他处只签发整张证书，请核对数据',
      en: '{surplus} kWh are left over; registries issue whole certificates only: check the data',
    },
    source: 'I-REC(E)：1 张证书 = 1 兆瓦时',
  },
  'supply-volume-exceeded': {
    kind: 'conflict',
    title: { zh: '超出供应合同数量', en: 'That is more than the contract is for' },
    remedy: {
      zh: '合同 {megawattHours} 兆瓦时，已签发 {issued}',
      en: 'The contract is for {megawattHours} MWh, of which {issued} are issued',
    },
    source: ELSEWHERE,
  },
  'certificates-not-the-volume': {
    kind: 'invalid',
    title: {
      zh: '所取证书电量之和不等于本次电量',
      en: 'What is taken of the certificates is not the volume',
    },
    remedy: {
      zh: '证书合计 {sum} 千瓦时，本次电量为 {kilowattHours} 千瓦时；请核对',
      en: 'The certificates come to {sum} kWh, the volume is {kilowattHours} kWh: check both',
    },
    source: ELSEWHERE,
  },
  'certificate-named-twice': {
    kind: 'invalid',
    title: { zh: '同一证书重复列出', en: 'A certificate is named twice' },
    remedy: { zh: '请将 {number} 合并为一项', en: 'Put what is taken of {number} into one item' },
  },
  'certificate-quantity-differs': {
    kind: 'conflict',
    title: {
      zh: '该证书先前导入时的电量与此不同',
      en: 'The certificate came in with another quantity before',
    },
    remedy: {
      zh: '证书 {number}：登记簿记为 {known} 千瓦时，本次为 {stated}；请向原登记机构核实',
      en: 'Certificate {number}: {known} kWh here, {stated} kWh now; ask the registry that issued it',
    },
    source: ELSEWHERE,
  },
  'certificate-drawn-out': {
    kind: 'conflict',
    title: {
      zh: '该证书的电量已被取用，不得重复签发',
      en: 'The certificate has been used up by imports already',
    },
    remedy: {
      zh: '证书 {number} 共 {kilowattHours} 千瓦时，已取用 {before}，本次再取 {wanted}；一份证书只签发一次',
      en: 'Certificate {number} is of {kilowattHours} kWh; {before} are taken, {wanted} more are wanted: it is issued once',
    },
    source: ELSEWHERE,
  },
  'too-many-certificates': {
    kind: 'invalid',
    title: { zh: '一次列出的证书过多', en: 'More certificates than one commit can name' },
    remedy: { zh: '请分次导入', en: 'Split the request' },
  },
  'delivery-to-province': {
    kind: 'invalid',
    title: { zh: '省级专用账户不接收导入证书', en: "A province's account takes no imported certificates" },
    remedy: { zh: '请指定机构自己的账户', en: "Name an organization's own account" },
  },
  'not-of-this-supply': {
    kind: 'invalid',
    title: { zh: '该批次不属于此供应合同', en: 'The batch was not issued for this contract' },
    remedy: { zh: '请选用为此合同签发的批次', en: 'Name batches that were issued for it' },
    source: ELSEWHERE,
  },
  'delivery-exceeds-issued': {
    kind: 'conflict',
    title: { zh: '交付多于已签发', en: 'More would be delivered than was issued' },
    remedy: {
      zh: '已签发 {issued} 兆瓦时，已交付 {delivered}',
      en: '{issued} MWh are issued, of which {delivered} are delivered',
    },
    source: ELSEWHERE,
  },
} as const satisfies Record<string, RejectionRule>;
