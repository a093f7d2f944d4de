/**
 * The standards of sink projects and the rules in which they differ, with source and grade (DOMAIN §2). A further
 * standard is a further row: deciders, guards and the auditor ask the row, never which standard it is. What differs
 * within a standard (crediting bounds, buffer or deduction, the smallest parcel) is in methodology.ts.
 */
import * as z from 'zod';
import type { Category } from './category.ts';

/** A rule's value and what sets it. H official text, M secondary source, K unconfirmed, D this project's decision. */
export interface Ruled<T> {
  value: T;
  source: string;
  /** The day from which it counts (ISO), where known. A change of the rule is a new value with a new day. */
  effectiveFrom?: string;
  confidence: 'H' | 'M' | 'K' | 'D';
}

/** A length of time: days on which offices work, or days of the calendar. */
export interface Days {
  count: number;
  kind: 'working' | 'calendar';
}

/** A rule that is left out doesn't exist in that standard. */
export interface StandardRow {
  name: { zh: string; en: string };
  /** Whether projects are developed here (lifecycle/ then has its machine); otherwise they only come in by import. */
  developed: boolean;
  /** Whether its registry knows projects by number alone, with or without the standard's code before it. */
  numbered: boolean;
  /** How long a design is published for comments, from the day of publication on. */
  designPublication?: Ruled<Days>;
  /** How long a monitoring report is published for comments. */
  reportPublication?: Ruled<Days>;
  /** Within what time the registry decides on an application for registration. */
  registrationDecision?: Ruled<Days>;
  /** Within what time the registry decides on an application for issuance. */
  issuanceDecision?: Ruled<Days>;
  /** A project's activity started after this day. */
  constructionAfter?: Ruled<string>;
  /** Reductions were generated after this day. */
  reductionsAfter?: Ruled<string>;
  /** Reductions were generated within so many years before each application. */
  lookBackYears?: Ruled<number>;
  /** A deregistered project registers never again, not even under another name on the same land. */
  deregistrationFinal?: Ruled<true>;
  /** Land of every other category needs the authority's own approval. */
  extraApprovalOutside?: Ruled<Category>;
  /** Why land of these categories has no methodology here, in words for a developer. */
  withoutMethodology?: Ruled<{ categories: readonly Category[]; zh: string; en: string }>;
}

const MEASURES = {
  source: '温室气体自愿减排交易管理办法（试行）, 生态环境部 市场监管总局令第31号',
  effectiveFrom: '2023-10-19',
  confidence: 'H',
} as const;

/** What an article of the measures sets. */
const byArticle = <T>(article: number, value: T): Ruled<T> => ({
  ...MEASURES,
  source: `${MEASURES.source}, art. ${article}`,
  value,
});

export const standards = {
  CCER: {
    name: { zh: '温室气体自愿减排（CCER）', en: 'China Certified Emission Reductions' },
    developed: true,
    numbered: false,
    // The check value of DOMAIN §2: published on 2026-07-17, until 2026-08-13.
    designPublication: byArticle(12, { count: 20, kind: 'working' }),
    reportPublication: byArticle(19, { count: 20, kind: 'working' }),
    registrationDecision: byArticle(15, { count: 15, kind: 'working' }),
    issuanceDecision: byArticle(22, { count: 15, kind: 'working' }),
    // 2012-11-09 is the first day that qualifies.
    constructionAfter: byArticle(10, '2012-11-08'),
    reductionsAfter: byArticle(17, '2020-09-22'),
    lookBackYears: byArticle(17, 5),
    deregistrationFinal: byArticle(16, true),
    withoutMethodology: {
      value: {
        categories: ['grassland', 'farmland'],
        zh: '目前没有已生效的 CCER 草原或农田方法学',
        en: 'No CCER grassland or cropland methodology is in force',
      },
      source: '生态环境部 方法学公告',
      confidence: 'M',
    },
  },
  VCS: {
    name: { zh: '核证碳标准（VCS）', en: 'Verified Carbon Standard' },
    developed: true,
    numbered: true,
    designPublication: {
      value: { count: 30, kind: 'calendar' },
      source: 'VCS Standard v4, public comment period; secondary sources',
      effectiveFrom: '2019-09-19',
      confidence: 'M',
    },
    extraApprovalOutside: {
      value: 'forest',
      source:
        '赤政办发〔2024〕59号: 草原、湿地等其他项目可适量开展 VCS 项目并严格管控; the approval itself (D)',
      confidence: 'H',
    },
  },
  GS: {
    name: { zh: '黄金标准（GS）', en: 'Gold Standard' },
    developed: false,
    numbered: true,
  },
} as const satisfies Record<string, StandardRow>;

export type Standard = keyof typeof standards;
export const Standard = z.enum(Object.keys(standards) as [Standard, ...Standard[]]);

/** The rules of a standard, as a row of one shape. */
export const standardRow = (standard: Standard): StandardRow => standards[standard];

/** The standards under which projects are developed here. */
export type DevelopedStandard = {
  [S in Standard]: (typeof standards)[S]['developed'] extends true ? S : never;
}[Standard];
export const DevelopedStandard = z.enum(
  Standard.options.filter((standard) => standardRow(standard).developed) as [
    DevelopedStandard,
    ...DevelopedStandard[],
  ],
);
