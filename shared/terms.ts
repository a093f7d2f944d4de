/** What the registry's own terms are called where people read them. */
import type { Words } from './base/words.ts';
import type { Role } from './ledger/role.ts';
import type { Category } from './sinks/category.ts';
import type { ProjectStatus } from './sinks/lifecycle/status.ts';
import type { ReportStatus } from './sinks/states.ts';
import type { ClaimStatus, StatementStatus } from './statements/states.ts';
import type { BlockStatus } from './units/states.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

export const projectStatuses: Readonly<Record<ProjectStatus, Words>> = {
  imported: words('自其他登记簿导入', 'Imported from another registry'),
  reserved: words('储备', 'In the reserve pool'),
  developing: words('开发中', 'Being developed'),
  published: words('公示中', 'Published for comments'),
  validated: words('已审定', 'Validated'),
  'registration-requested': words('申请登记', 'Registration requested'),
  registered: words('已登记', 'Registered'),
  refused: words('不予登记', 'Registration refused'),
  deregistered: words('已注销登记', 'Deregistered'),
  withdrawn: words('已撤回', 'Withdrawn'),
  'under-development': words('开发中', 'Under development'),
  'under-validation': words('审定中', 'Under validation'),
  'verification-approval-requested': words('申请核查批准', 'Verification approval requested'),
  'on-hold': words('暂停', 'On hold'),
  inactive: words('停用', 'Inactive'),
  rejected: words('已驳回', 'Rejected'),
};

export const reportStatuses: Readonly<Record<ReportStatus, Words>> = {
  submitted: words('已提交', 'Submitted'),
  verified: words('已核查', 'Verified'),
  'issuance-requested': words('申请签发', 'Issuance requested'),
  issued: words('已签发', 'Issued'),
  refused: words('核查不通过', 'Refused by the verifier'),
};

export const blockStatuses: Readonly<Record<BlockStatus, Words>> = {
  held: words('持有', 'Held'),
  offered: words('待受让', 'Offered'),
  pledged: words('已质押', 'Pledged'),
  frozen: words('冻结', 'Frozen'),
  retired: words('已注销', 'Retired'),
  cancelled: words('已取消', 'Cancelled'),
  expired: words('已失效', 'Expired'),
  buffer: words('缓冲', 'In the buffer'),
  'retired-elsewhere': words('已在来源登记簿注销', 'Retired in the registry that it came from'),
};

export const claimStatuses: Readonly<Record<ClaimStatus, Words>> = {
  made: words('有效', 'Stands'),
  reopened: words('因排放声明修订而重开', 'Reopened: its statement was revised'),
  withdrawn: words('已撤回', 'Withdrawn'),
  replaced: words('已由新声明取代', 'Replaced by a newer claim'),
};

export const statementStatuses: Readonly<Record<StatementStatus, Words>> = {
  submitted: words('已提交，未核查', 'Submitted, not verified'),
  verified: words('已核查', 'Verified'),
  returned: words('已退回', 'Returned'),
};

export const categoryNames: Readonly<Record<Category, Words>> = {
  forest: words('林业', 'Forest'),
  grassland: words('草原', 'Grassland'),
  wetland: words('湿地', 'Wetland'),
  farmland: words('农田', 'Farmland'),
  livestock: words('畜牧', 'Livestock'),
  energy: words('能源', 'Energy'),
};

export const roleNames: Readonly<Record<Role, Words>> = {
  operator: words('登记机构', 'operator'),
  developer: words('开发主体', 'developer'),
  generator: words('发电企业', 'generator'),
  enterprise: words('企业', 'enterprise'),
  verifier: words('核查机构', 'verifier'),
  financier: words('金融机构', 'financier'),
  regulator: words('主管部门', 'regulator'),
  grid: words('电网企业', 'grid company'),
};
