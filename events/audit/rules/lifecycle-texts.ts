/** The rules of lifecycle.ts in the words of the report. */
export const lifecycleRuleTexts = {} as const satisfies Record<string, { zh: string; en: string }>;
