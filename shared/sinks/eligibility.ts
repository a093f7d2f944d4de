/** Standards for developing land of a category, and those that need more than a PDD (DOMAIN §2). */
import type { Category } from './category.ts';
import { inForceOn, methodologies } from './methodology.ts';
import { type Standard, standardRow } from './standard.ts';

/**
 * The standards with a methodology in force for inland land of that category, in the order that the plan
 * prefers (赤政办发〔2024〕59号): CCER first.
 */
export function standardsEligible(category: Category, on?: string): Standard[] {
  const eligible = methodologies.filter(
    (each) => each.category === category && !each.coastal && (on === undefined || inForceOn(each, on)),
  );
  return [...new Set(eligible.map(({ standard }) => standard))];
}

/** Why the standard has no methodology for that land, in words for a developer; undefined if it has one. */
export function noMethodologyReason(
  standard: Standard,
  category: Category,
): { zh: string; en: string } | undefined {
  if (standardsEligible(category).includes(standard)) return undefined;
  const known = standardRow(standard).withoutMethodology?.value;
  if (known?.categories.includes(category)) return { zh: known.zh, en: known.en };
  return {
    zh: `目前没有适用于本地${names[category]}的 ${standard} 方法学`,
    en: `No ${standard} methodology for inland ${category} is in force here`,
  };
}

/** Whether the standard's row requires the authority's own approval for a project of that category. */
export function needsExtraApproval(standard: Standard, category: Category): boolean {
  const outside = standardRow(standard).extraApprovalOutside?.value;
  return outside !== undefined && category !== outside;
}

const names: Record<Category, string> = {
  forest: '森林',
  grassland: '草原',
  wetland: '湿地',
  farmland: '农田',
  livestock: '畜牧',
  energy: '能源',
};
