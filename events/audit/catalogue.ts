/**
 * The auditor's event catalogue: per type its strict schema, the roles that may do it, the request that asks
 * for it, and its name.
 */
import type * as z from 'zod';
import { type EventType, eventSchemas } from '../../shared/ledger/event.ts';
import { grants, type Scope } from '../../shared/ledger/role.ts';
import { type Row, statementRows } from './catalogue-statements.ts';

export interface CatalogueEntry {
  schema: z.ZodType;
  /** Scope by role; roles that are absent may not do it. */
  granted: Readonly<Partial<Record<string, Scope>>>;
  /**
   * Paths of the requests that a signature consents to, after `/v1/`; `*` is an id that the event must name.
   * Empty: no request asks for it.
   */
  paths: readonly string[];
  name: { zh: string; en: string };
}

const rows: Readonly<Record<EventType, Row>> = {
  'organization.registered': [
    'organization.register',
    ['organizations'],
    '机构登记',
    'Organization registered',
  ],
  'organization.identified': [
    'organization.identify',
    ['organizations/*/identify'],
    '机构补登代码',
    'Organization identified',
  ],
  'organization.united': [
    'organization.unite',
    ['organizations/*/unite'],
    '机构合并',
    'Organizations united',
  ],
  'organization.key-registered': ['key.register', ['organizations/*/keys'], '密钥登记', 'Key registered'],
  'organization.key-revoked': ['key.revoke', ['organizations/*/keys/*/revoke'], '密钥撤销', 'Key revoked'],
  'accreditation.granted': [
    'accreditation.grant',
    ['accreditations'],
    '核查机构认可',
    'Accreditation granted',
  ],
  'accreditation.suspended': [
    'accreditation.suspend',
    ['accreditations/*/suspend'],
    '认可暂停',
    'Accreditation suspended',
  ],
  'accreditation.resumed': [
    'accreditation.resume',
    ['accreditations/*/resume'],
    '认可恢复',
    'Accreditation resumed',
  ],
  'accreditation.withdrawn': [
    'accreditation.withdraw',
    ['accreditations/*/withdraw'],
    '认可撤销',
    'Accreditation withdrawn',
  ],
  'project.imported': ['project.import', ['projects/imports'], '项目导入', 'Project imported'],
  'units.issued': [
    'units.issue',
    ['projects/*/issuances', 'monitoring-reports/*/issue'],
    '签发',
    'Units issued',
  ],
  'block.subdivided': ['block.subdivide', ['batches/*/subdivide'], '号段拆分', 'Block subdivided'],
  'units.offered': ['transfer.offer', ['transfers'], '转让要约', 'Units offered'],
  'transfer.accepted': ['transfer.accept', ['transfers/*/accept'], '受让', 'Transfer accepted'],
  'transfer.rejected': ['transfer.reject', ['transfers/*/reject'], '拒绝受让', 'Transfer rejected'],
  'transfer.withdrawn': ['transfer.withdraw', ['transfers/*/withdraw'], '撤回转让', 'Transfer withdrawn'],
  'units.retired': ['units.retire', ['retirements'], '注销', 'Units retired'],
  'units.cancelled': ['units.cancel', ['cancellations'], '取消', 'Units cancelled'],
  'pledge.proposed': ['pledge.propose', ['pledges'], '质押申请', 'Pledge proposed'],
  'pledge.accepted': ['pledge.accept', ['pledges/*/accept'], '质押生效', 'Pledge accepted'],
  'pledge.rejected': ['pledge.reject', ['pledges/*/reject'], '拒绝质押', 'Pledge rejected'],
  'pledge.withdrawn': ['pledge.withdraw', ['pledges/*/withdraw'], '撤回质押', 'Pledge withdrawn'],
  'pledge.released': ['pledge.release', ['pledges/*/release'], '解除质押', 'Pledge released'],
  'pledge.enforced': ['pledge.enforce', ['pledges/*/enforce'], '实现质权', 'Pledge enforced'],
  'parcel.registered': ['parcel.register', ['parcels'], '地块入库', 'Parcel registered'],
  'parcel.withdrawn': ['parcel.withdraw', ['parcels/*/withdraw'], '地块撤回', 'Parcel withdrawn'],
  'agreement.proposed': [
    'agreement.propose',
    ['agreements', 'agreements/*/versions'],
    '开发协议提出',
    'Agreement proposed',
  ],
  'agreement.accepted': ['agreement.accept', ['agreements/*/accept'], '开发协议同意', 'Agreement accepted'],
  'agreement.declined': ['agreement.decline', ['agreements/*/decline'], '开发协议拒绝', 'Agreement declined'],
  'project.reserved': ['project.reserve', ['projects'], '项目入储备库', 'Project reserved'],
  'development.begun': ['project.develop', ['projects/*/develop'], '项目启动开发', 'Development begun'],
  'project.approved': ['project.approve', ['projects/*/approve'], '项目特别批准', 'Project approved'],
  'design.published': ['project.publish', ['projects/*/publish'], '设计文件公示', 'Design published'],
  'comment.received': [
    'comment.write',
    ['projects/*/comments', 'monitoring-reports/*/comments'],
    '公众意见',
    'Comment received',
  ],
  'comment.removed': [
    'comment.remove',
    ['projects/*/comments/*/remove', 'monitoring-reports/*/comments/*/remove'],
    '意见文本移除',
    'Comment text removed',
  ],
  'public-comment.received': ['system', [], '公众意见提交', 'Comment of the public received'],
  'public-comment.admitted': [
    'comment.moderate',
    ['projects/*/public-comments/*/admit', 'monitoring-reports/*/public-comments/*/admit'],
    '公众意见公开',
    'Comment of the public admitted',
  ],
  'public-comment.refused': [
    'comment.moderate',
    ['projects/*/public-comments/*/refuse', 'monitoring-reports/*/public-comments/*/refuse'],
    '公众意见不予公开',
    'Comment of the public refused',
  ],
  'comments.treated': [
    'comment.treat',
    ['projects/*/treatments', 'monitoring-reports/*/treatments'],
    '意见处理',
    'Comments treated',
  ],
  'project.validated': ['project.validate', ['projects/*/validate'], '项目审定', 'Project validated'],
  'registration.requested': [
    'project.request-registration',
    ['projects/*/request-registration'],
    '申请项目登记',
    'Registration requested',
  ],
  'project.registered': ['project.decide', ['projects/*/register'], '项目登记', 'Project registered'],
  'project.refused': ['project.decide', ['projects/*/refuse'], '不予登记', 'Project refused'],
  'project.withdrawn': ['project.withdraw', ['projects/*/withdraw'], '项目撤回', 'Project withdrawn'],
  'project.held': ['project.decide', ['projects/*/hold'], '项目暂停', 'Project held'],
  'project.resumed': ['project.decide', ['projects/*/resume'], '项目恢复', 'Project resumed'],
  'project.deactivated': ['project.decide', ['projects/*/deactivate'], '项目停用', 'Project deactivated'],
  'project.deregistered': [
    'project.decide',
    ['projects/*/deregister'],
    '项目注销登记',
    'Project deregistered',
  ],
  'report.submitted': [
    'report.submit',
    ['projects/*/monitoring-reports'],
    '减排量核算报告',
    'Report submitted',
  ],
  'report.verified': ['report.verify', ['monitoring-reports/*/verify'], '减排量核查', 'Report verified'],
  'report.refused': ['report.verify', ['monitoring-reports/*/refuse'], '核查不通过', 'Report refused'],
  'issuance.requested': [
    'issuance.request',
    ['monitoring-reports/*/request-issuance'],
    '申请减排量登记',
    'Issuance requested',
  ],
  'report.corrected': ['report.correct', ['monitoring-reports/*/correct'], '核查更正', 'Report corrected'],
  'reversal.recorded': ['reversal.record', ['projects/*/reversals'], '碳汇逆转', 'Reversal recorded'],
  'income.divided': ['income.divide', ['transfers/*/settle'], '收益分配', 'Income divided'],
  'account.opened': ['account.open', ['provincial-accounts'], '开立省级账户', 'Provincial account opened'],
  'facility.registered': ['facility.register', ['facilities'], '发电项目建档立卡', 'Facility registered'],
  'facility.storage-recorded': ['storage.record', ['facilities/*/storage'], '储能登记', 'Storage recorded'],
  'facility.imported': ['facility.import', ['facilities/imports'], '发电项目导入', 'Facility imported'],
  'generation.recorded': [
    'generation.record',
    ['facilities/*/generation'],
    '电量填报',
    'Generation recorded',
  ],
  'generation.confirmed': [
    'generation.confirm',
    ['facilities/*/generation/confirm'],
    '电量确认与核发',
    'Generation confirmed',
  ],
  'generation.refused': [
    'generation.refuse',
    ['facilities/*/generation/refuse'],
    '电量退回',
    'Generation refused',
  ],
  'generation.imported': [
    'generation.import',
    ['supply-contracts/*/generation'],
    '电量导入',
    'Generation imported',
  ],
  'certificates.frozen': [
    'certificates.freeze',
    ['projects/*/freeze-certificates'],
    '绿证冻结',
    'Certificates frozen',
  ],
  'certificates.released': [
    'certificates.release',
    ['projects/*/release-certificates'],
    '绿证解冻',
    'Certificates released',
  ],
  'certificates.cancelled': [
    'certificates.cancel',
    ['facilities/*/cancellations', 'monitoring-reports/*/cancel-certificates'],
    '绿证核销',
    'Certificates cancelled',
  ],
  'units.expired': ['system', [], '绿证失效', 'Units expired'],
  'month.expired': ['system', [], '月份失效', 'Month expired'],
  'contract.proposed': [
    'contract.propose',
    ['power-purchase-agreements', 'power-purchase-agreements/*/versions'],
    '购电协议提出',
    'Contract proposed',
  ],
  'contract.signed': [
    'contract.sign',
    ['power-purchase-agreements/*/sign'],
    '购电协议签署',
    'Contract signed',
  ],
  'contract.declined': [
    'contract.decline',
    ['power-purchase-agreements/*/decline'],
    '购电协议拒签',
    'Contract declined',
  ],
  'consumption.recorded': [
    'consumption.record',
    ['power-purchase-agreements/*/consumption'],
    '用电量填报',
    'Consumption recorded',
  ],
  'consumption.confirmed': [
    'consumption.confirm',
    ['power-purchase-agreements/*/consumption/confirm'],
    '用电量确认',
    'Consumption confirmed',
  ],
  'consumption.refused': [
    'consumption.refuse',
    ['power-purchase-agreements/*/consumption/refuse'],
    '用电量退回',
    'Consumption refused',
  ],
  'contract.settled': [
    'contract.settle',
    ['power-purchase-agreements/*/settlements'],
    '购电结算',
    'Contract settled',
  ],
  'supply.imported': [
    'supply.import',
    ['supply-contracts/imports'],
    '供应合同导入',
    'Supply contract imported',
  ],
  'supply.delivered': [
    'supply.deliver',
    ['supply-contracts/*/deliveries'],
    '供应合同交付',
    'Supply delivered',
  ],
  ...statementRows,
  'disclosure.made': ['disclosure.make', ['disclosures'], '选择性披露', 'Disclosure made'],
  'state.recorded': ['system', [], '状态根记录', 'State root recorded'],
};

export const catalogue = Object.fromEntries(
  Object.entries(rows).map(([type, [action, paths, zh, en]]): [string, CatalogueEntry] => [
    type,
    {
      schema: eventSchemas[type as EventType],
      granted: action === 'system' ? { system: 'any' } : grants[action],
      paths,
      name: { zh, en },
    },
  ]),
) as Readonly<Record<EventType, CatalogueEntry>>;
