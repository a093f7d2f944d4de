/** How long the public may comment on a design, and the registry decide; as a table, for a regulator may change it. */

/** The check value of DOMAIN §2: published on 2026-07-17, until 2026-08-13. */
export const CCER_PUBLICATION_WORKING_DAYS = 20;
export const CCER_DECISION_WORKING_DAYS = 15;
export const VCS_COMMENT_DAYS = 30;

const MEASURES = '温室气体自愿减排交易管理办法（试行）, 生态环境部 市场监管总局令第31号';
const MEASURES_FROM = '2023-10-19';

/** The figures above with what sets them; a change is a new row. */
export const periodRules = [
  {
    rule: 'ccer-publication',
    value: CCER_PUBLICATION_WORKING_DAYS,
    unit: 'working days',
    source: `${MEASURES}, art. 12`,
    effectiveFrom: MEASURES_FROM,
    confidence: 'H',
  },
  {
    rule: 'ccer-decision',
    value: CCER_DECISION_WORKING_DAYS,
    unit: 'working days',
    source: `${MEASURES}, art. 15`,
    effectiveFrom: MEASURES_FROM,
    confidence: 'H',
  },
  {
    rule: 'vcs-comments',
    value: VCS_COMMENT_DAYS,
    unit: 'days',
    source: 'VCS Standard v4, public comment period; secondary sources',
    effectiveFrom: '2019-09-19',
    confidence: 'M',
  },
] as const;
