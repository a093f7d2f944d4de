/** The event catalogue as the auditor holds it: per type its strict schema, who may do it, and its name. */
import type * as z from 'zod';
import { type EventType, eventSchemas } from '../../shared/event.ts';
import { type Action, grants, type Scope } from '../../shared/role.ts';

export interface CatalogueEntry {
  schema: z.ZodType;
  /** Scope by role; a role that isn't here may not do it. */
  granted: Readonly<Partial<Record<string, Scope>>>;
  name: { zh: string; en: string };
}

const entry = (type: EventType, action: Action | 'system', zh: string, en: string): CatalogueEntry => ({
  schema: eventSchemas[type],
  granted: action === 'system' ? { system: 'any' } : grants[action],
  name: { zh, en },
});

export const catalogue: Readonly<Record<EventType, CatalogueEntry>> = {
  'organization.registered': entry(
    'organization.registered',
    'organization.register',
    '机构登记',
    'Organization registered',
  ),
  'organization.identified': entry(
    'organization.identified',
    'organization.identify',
    '机构补登代码',
    'Organization identified',
  ),
  'organization.key-registered': entry(
    'organization.key-registered',
    'key.register',
    '密钥登记',
    'Key registered',
  ),
  'organization.key-revoked': entry('organization.key-revoked', 'key.revoke', '密钥撤销', 'Key revoked'),
  'project.imported': entry('project.imported', 'project.import', '项目导入', 'Project imported'),
  'units.issued': entry('units.issued', 'units.issue', '签发', 'Units issued'),
  'block.subdivided': entry('block.subdivided', 'block.subdivide', '号段拆分', 'Block subdivided'),
  'units.offered': entry('units.offered', 'transfer.offer', '转让要约', 'Units offered'),
  'transfer.accepted': entry('transfer.accepted', 'transfer.accept', '受让', 'Transfer accepted'),
  'transfer.rejected': entry('transfer.rejected', 'transfer.reject', '拒绝受让', 'Transfer rejected'),
  'transfer.withdrawn': entry('transfer.withdrawn', 'transfer.withdraw', '撤回转让', 'Transfer withdrawn'),
  'units.retired': entry('units.retired', 'units.retire', '注销', 'Units retired'),
  'units.cancelled': entry('units.cancelled', 'units.cancel', '取消', 'Units cancelled'),
  'pledge.proposed': entry('pledge.proposed', 'pledge.propose', '质押申请', 'Pledge proposed'),
  'pledge.accepted': entry('pledge.accepted', 'pledge.accept', '质押生效', 'Pledge accepted'),
  'pledge.rejected': entry('pledge.rejected', 'pledge.reject', '拒绝质押', 'Pledge rejected'),
  'pledge.withdrawn': entry('pledge.withdrawn', 'pledge.withdraw', '撤回质押', 'Pledge withdrawn'),
  'pledge.released': entry('pledge.released', 'pledge.release', '解除质押', 'Pledge released'),
  'pledge.enforced': entry('pledge.enforced', 'pledge.enforce', '实现质权', 'Pledge enforced'),
  'parcel.registered': entry('parcel.registered', 'parcel.register', '地块入库', 'Parcel registered'),
  'parcel.withdrawn': entry('parcel.withdrawn', 'parcel.withdraw', '地块撤回', 'Parcel withdrawn'),
  'agreement.proposed': entry(
    'agreement.proposed',
    'agreement.propose',
    '开发协议提出',
    'Agreement proposed',
  ),
  'agreement.accepted': entry('agreement.accepted', 'agreement.accept', '开发协议同意', 'Agreement accepted'),
  'agreement.declined': entry(
    'agreement.declined',
    'agreement.decline',
    '开发协议拒绝',
    'Agreement declined',
  ),
  'project.reserved': entry('project.reserved', 'project.reserve', '项目入储备库', 'Project reserved'),
  'development.begun': entry('development.begun', 'project.develop', '项目启动开发', 'Development begun'),
  'project.approved': entry('project.approved', 'project.approve', '项目特别批准', 'Project approved'),
  'design.published': entry('design.published', 'project.publish', '设计文件公示', 'Design published'),
  'comment.received': entry('comment.received', 'comment.write', '公众意见', 'Comment received'),
  'comment.removed': entry('comment.removed', 'comment.remove', '意见文本移除', 'Comment text removed'),
  'comments.treated': entry('comments.treated', 'comment.treat', '意见处理', 'Comments treated'),
  'project.validated': entry('project.validated', 'project.validate', '项目审定', 'Project validated'),
  'registration.requested': entry(
    'registration.requested',
    'project.request-registration',
    '申请项目登记',
    'Registration requested',
  ),
  'project.registered': entry('project.registered', 'project.decide', '项目登记', 'Project registered'),
  'project.refused': entry('project.refused', 'project.decide', '不予登记', 'Project refused'),
  'project.withdrawn': entry('project.withdrawn', 'project.withdraw', '项目撤回', 'Project withdrawn'),
  'project.held': entry('project.held', 'project.decide', '项目暂停', 'Project held'),
  'project.resumed': entry('project.resumed', 'project.decide', '项目恢复', 'Project resumed'),
  'project.deactivated': entry('project.deactivated', 'project.decide', '项目停用', 'Project deactivated'),
  'project.deregistered': entry(
    'project.deregistered',
    'project.decide',
    '项目注销登记',
    'Project deregistered',
  ),
  'report.submitted': entry('report.submitted', 'report.submit', '减排量核算报告', 'Report submitted'),
  'report.verified': entry('report.verified', 'report.verify', '减排量核查', 'Report verified'),
  'report.refused': entry('report.refused', 'report.verify', '核查不通过', 'Report refused'),
  'issuance.requested': entry(
    'issuance.requested',
    'issuance.request',
    '申请减排量登记',
    'Issuance requested',
  ),
  'report.corrected': entry('report.corrected', 'report.correct', '核查更正', 'Report corrected'),
  'reversal.recorded': entry('reversal.recorded', 'reversal.record', '碳汇逆转', 'Reversal recorded'),
  'income.divided': entry('income.divided', 'income.divide', '收益分配', 'Income divided'),
  'account.opened': entry('account.opened', 'account.open', '开立省级账户', 'Provincial account opened'),
  'facility.registered': entry(
    'facility.registered',
    'facility.register',
    '发电项目建档立卡',
    'Facility registered',
  ),
  'facility.imported': entry('facility.imported', 'facility.import', '发电项目导入', 'Facility imported'),
  'generation.recorded': entry('generation.recorded', 'generation.record', '电量填报', 'Generation recorded'),
  'generation.confirmed': entry(
    'generation.confirmed',
    'generation.confirm',
    '电量确认与核发',
    'Generation confirmed',
  ),
  'generation.refused': entry('generation.refused', 'generation.refuse', '电量退回', 'Generation refused'),
  'generation.imported': entry('generation.imported', 'generation.import', '电量导入', 'Generation imported'),
  'certificates.frozen': entry(
    'certificates.frozen',
    'certificates.freeze',
    '绿证冻结',
    'Certificates frozen',
  ),
  'certificates.released': entry(
    'certificates.released',
    'certificates.release',
    '绿证解冻',
    'Certificates released',
  ),
  'certificates.cancelled': entry(
    'certificates.cancelled',
    'certificates.cancel',
    '绿证核销',
    'Certificates cancelled',
  ),
  'units.expired': entry('units.expired', 'system', '绿证失效', 'Units expired'),
  'month.expired': entry('month.expired', 'system', '月份失效', 'Month expired'),
  'contract.proposed': entry('contract.proposed', 'contract.propose', '购电协议提出', 'Contract proposed'),
  'contract.signed': entry('contract.signed', 'contract.sign', '购电协议签署', 'Contract signed'),
  'contract.declined': entry('contract.declined', 'contract.decline', '购电协议拒签', 'Contract declined'),
  'consumption.recorded': entry(
    'consumption.recorded',
    'consumption.record',
    '用电量填报',
    'Consumption recorded',
  ),
  'consumption.confirmed': entry(
    'consumption.confirmed',
    'consumption.confirm',
    '用电量确认',
    'Consumption confirmed',
  ),
  'consumption.refused': entry(
    'consumption.refused',
    'consumption.refuse',
    '用电量退回',
    'Consumption refused',
  ),
  'contract.settled': entry('contract.settled', 'contract.settle', '购电结算', 'Contract settled'),
  'supply.imported': entry('supply.imported', 'supply.import', '供应合同导入', 'Supply contract imported'),
  'supply.delivered': entry('supply.delivered', 'supply.deliver', '供应合同交付', 'Supply delivered'),
  'state.recorded': entry('state.recorded', 'system', '状态根记录', 'State root recorded'),
};
