/**
 * Every rule that an audit checks, by its stable code, in the words of the report. `{…}` stands
 * for the seen value.
 */
import { disclosureRuleTexts } from './rules/disclosure/disclosure-texts.ts';
import { agreementRuleTexts } from './rules/land/agreement-texts.ts';
import { landRuleTexts } from './rules/land/land-texts.ts';
import { leafRuleTexts } from './rules/log/leaf-texts.ts';
import { logRuleTexts } from './rules/log/log-texts.ts';
import { accreditationRuleTexts } from './rules/parties/accreditation-texts.ts';
import { confirmationRuleTexts } from './rules/parties/confirmation-texts.ts';
import { consentRuleTexts } from './rules/parties/consent-texts.ts';
import { registrationRuleTexts } from './rules/parties/registration-texts.ts';
import { unionRuleTexts } from './rules/parties/union-texts.ts';
import { contractRuleTexts } from './rules/power/contract-texts.ts';
import { expiryRuleTexts } from './rules/power/expiry-texts.ts';
import { facilityRuleTexts } from './rules/power/facility-texts.ts';
import { freezingRuleTexts } from './rules/power/freezing-texts.ts';
import { settlementRuleTexts } from './rules/power/settlement-texts.ts';
import { supplyRuleTexts } from './rules/power/supply-texts.ts';
import { lifecycleRuleTexts } from './rules/sinks/lifecycle-texts.ts';
import { publicCommentRuleTexts } from './rules/sinks/public-comment-texts.ts';
import { reportRuleTexts } from './rules/sinks/report-texts.ts';
import { datasetRuleTexts } from './rules/statements/dataset-texts.ts';
import { parkRuleTexts } from './rules/statements/park-texts.ts';
import { statementRuleTexts } from './rules/statements/statement-texts.ts';
import { certificateRuleTexts } from './rules/units/certificate-texts.ts';
import { foreignRuleTexts } from './rules/units/foreign-texts.ts';
import { marketRuleTexts } from './rules/units/market-texts.ts';
import { pledgeRuleTexts } from './rules/units/pledge-texts.ts';
import { unitRuleTexts } from './rules/units/unit-texts.ts';

export const ruleTexts = {
  ...logRuleTexts,
  ...leafRuleTexts,
  ...registrationRuleTexts,
  ...unitRuleTexts,
  ...landRuleTexts,
  ...agreementRuleTexts,
  ...lifecycleRuleTexts,
  ...publicCommentRuleTexts,
  ...reportRuleTexts,
  ...marketRuleTexts,
  ...pledgeRuleTexts,
  ...facilityRuleTexts,
  ...contractRuleTexts,
  ...settlementRuleTexts,
  ...supplyRuleTexts,
  ...certificateRuleTexts,
  ...freezingRuleTexts,
  ...expiryRuleTexts,
  ...consentRuleTexts,
  ...confirmationRuleTexts,
  ...unionRuleTexts,
  ...accreditationRuleTexts,
  ...foreignRuleTexts,
  ...statementRuleTexts,
  ...datasetRuleTexts,
  ...disclosureRuleTexts,
  ...parkRuleTexts,
} as const satisfies Record<string, { zh: string; en: string }>;

export type Rule = keyof typeof ruleTexts;
