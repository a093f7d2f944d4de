/** The rules of market.ts (pledges, prices and income) in the words of the report. */
export const marketRuleTexts = {} as const satisfies Record<string, { zh: string; en: string }>;
