/** The rules of disclosure.ts in the words of the report. */
import type { Unseen } from '../unseen-words.ts';

export const disclosureRuleTexts = {
  'disclosure-unknown': {
    zh: '所披露的内容（{kind}）不存在或已被取代',
    en: 'what is disclosed ({kind}) is not there, or was replaced',
  },
  'disclosure-of-another': {
    zh: '机构 {org} 披露了不属于其一方的内容',
    en: 'the organization {org} discloses what it is no side of',
  },
  'disclosure-to-itself': { zh: '机构向自己披露', en: 'the organization discloses to itself' },
  'disclosure-to-side': {
    zh: '向其中一方 {organization} 披露',
    en: 'it is disclosed to one of its sides, {organization}',
  },
  'disclosure-seal': {
    zh: '封存的记录或摘要与账本不符（记录 {commit}），应为 {expected}',
    en: 'the sealing commit or its seal is another than the log’s (commit {commit}), {expected}',
  },
  'disclosure-line': {
    zh: '披露第 {line} 行（自 0 起），只有 {lines} 行',
    en: 'line {line} (from 0 on) is disclosed of {lines} lines',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

/** What public facts can't show of disclosures. */
export const disclosureUnseen: readonly Unseen[] = [
  {
    zh: '所披露的内容本身，以及是否另在登记簿之外告知他人：收到披露者以证据自行核对',
    en: 'what was disclosed, and whether others were told beside the registry: whoever it was disclosed to verifies its evidence',
  },
  {
    zh: '已了结的转让或质押由谁披露、是否曾有封存：审计不再保有其状态，由披露的证据证明',
    en: 'whose an ended transfer or pledge was, and whether anything of it was sealed: the replay has dropped it, and the disclosure’s own evidence shows it',
  },
];
