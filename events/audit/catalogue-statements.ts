/** The auditor's catalogue of emission statements, activity data, claims and parks. */
import type { EventType } from '../../shared/ledger/event.ts';
import type { Action } from '../../shared/ledger/role.ts';

/** Who may do it, the paths of its requests (see CatalogueEntry), its name. */
export type Row = readonly [action: Action | 'system', paths: readonly string[], zh: string, en: string];

type StatementEvent = Extract<EventType, `${'statement' | 'dataset' | 'claim' | 'park'}.${string}`>;

export const statementRows: Readonly<Record<StatementEvent, Row>> = {
  'statement.submitted': ['statement.submit', ['emission-statements'], '排放声明提交', 'Statement submitted'],
  'statement.revised': [
    'statement.revise',
    ['emission-statements/*/versions'],
    '排放声明修订',
    'Statement revised',
  ],
  'statement.verified': [
    'statement.verify',
    ['emission-statements/*/verify'],
    '排放声明核查通过',
    'Statement verified',
  ],
  'statement.returned': [
    'statement.return',
    ['emission-statements/*/return'],
    '排放声明退回',
    'Statement returned',
  ],
  'dataset.delivered': ['dataset.deliver', ['activity-datasets'], '活动数据提交', 'Activity data delivered'],
  'claim.made': ['claim.make', ['claims'], '作出声明', 'Claim made'],
  'claim.withdrawn': ['claim.withdraw', ['claims/*/withdraw'], '撤回声明', 'Claim withdrawn'],
  'park.registered': ['park.register', ['parks'], '园区登记', 'Park registered'],
  'park.membership-requested': [
    'park.request-membership',
    ['parks/*/request-membership'],
    '申请入园',
    'Park membership requested',
  ],
  'park.member-admitted': ['park.admit', ['parks/*/members'], '接纳成员', 'Park member admitted'],
  'park.member-left': ['park.leave', ['parks/*/members/*/leave'], '成员退园', 'Park member left'],
  'park.target-set': ['park.set-target', ['parks/*/targets'], '园区目标', 'Park target set'],
};
