/** The rules about identities that were united, and what they leave open. */
import type { Unseen } from '../unseen-words.ts';

export const unionRuleTexts = {
  'united-acts': {
    zh: '机构 {org} 已并入 {into}，仍以自身名义办理',
    en: 'the organization {org}, which was united into {into}, still acts in its own name',
  },
  'acts-for-stranger': {
    zh: '机构 {org} 代 {party} 办理，而后者并未并入前者',
    en: 'the organization {org} acts for {party}, which was not united into it',
  },
  'united-with-itself': {
    zh: '机构 {organization} 并入自身',
    en: 'the organization {organization} is united with itself',
  },
  'united-before': {
    zh: '机构 {organization} 此前已并入 {into}',
    en: 'the organization {organization} was united into {into} before',
  },
  'united-role': {
    zh: '机构 {organization} 的角色 {roles} 须独立，不得合并',
    en: 'the organization {organization} has the role {roles}, which is to be independent: it is united with nobody',
  },
  'united-legal-persons': {
    zh: '并入的机构 {united} 有自己的统一社会信用代码 {uscc}',
    en: 'the united organization {united} has a USCC of its own, {uscc}',
  },
  'united-uscc': {
    zh: '机构 {organization} 的统一社会信用代码为 {has}，合并所给为 {given}：须恰有其一',
    en: 'the organization {organization} has the USCC {has}, and is given {given}: it has to be just one of them',
  },
  'united-key': {
    zh: '并入的机构 {united} 有在用密钥 {kid}，未先撤销',
    en: 'the united organization {united} has the key {kid} in force: it was not revoked before',
  },
  'united-key-lost': {
    zh: '并入的机构 {united} 的末一把密钥由他机构撤销，未自行表示同意',
    en: 'the last key of the united organization {united} was ended by another: it gave no consent of its own',
  },
  'united-too-many': {
    zh: '机构已并入 {count} 个身份，至多 {limit} 个',
    en: 'the organization has {count} other identities already, {limit} at most',
  },
} as const;

export const unionUnseen: readonly Unseen[] = [
  {
    zh: '两个身份是否确为同一机构：合并由登记机构办理，只有其所述理由为凭；并入方有密钥的，须先自行撤销',
    en: 'whether two united identities are one organization: the operator unites them, on the reason that it states; one that has a key revokes it itself before',
  },
];
