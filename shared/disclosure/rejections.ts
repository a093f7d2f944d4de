/** Rejections of disclosures (选择性披露). */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const RULES = REGISTRY_RULE;

export const disclosureRejections = {
  'disclosure-version': {
    kind: 'conflict',
    title: { zh: '没有可披露的第 {version} 版', en: 'There is no version {version} to disclose' },
    remedy: {
      zh: '请重新查询；现为第 {present} 版，先前的排放声明版本与已被取代的拒签版本不再可披露',
      en: 'Read it again: the present version is {present}; replaced versions of a statement can’t be disclosed',
    },
    source: RULES,
  },
  'disclosure-nothing-sealed': {
    kind: 'conflict',
    title: { zh: '没有封存的内容', en: 'Nothing of it is sealed' },
    remedy: {
      zh: '该转让或质押没有填写价款或贷款，无可披露',
      en: 'The transfer has no price, or the pledge no loan, so there is nothing to disclose',
    },
    source: RULES,
  },
  'disclosure-line-unknown': {
    kind: 'invalid',
    title: { zh: '没有标识为 {line} 的行', en: 'There is no line {line}' },
    remedy: {
      zh: '只有排放声明有行；请填写该版本某一行的 id，或不填以披露全部',
      en: 'Only statements have lines: give the id of a line of that version, or leave it out to disclose all',
    },
    source: RULES,
  },
  'disclosure-to-side': {
    kind: 'conflict',
    title: { zh: '该机构本就可见', en: 'The organization sees it already' },
    remedy: { zh: '请填写各方以外的机构', en: 'Name an organization that is none of the sides' },
    source: RULES,
  },
} as const satisfies Record<string, RejectionRule>;
