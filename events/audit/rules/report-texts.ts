/** The rules of report.ts in the words of the report. */
export const reportRuleTexts = {} as const satisfies Record<string, { zh: string; en: string }>;
