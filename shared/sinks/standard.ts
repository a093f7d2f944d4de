/**
 * The standards of sink projects and the rules in which they differ, with source and grade (DOMAIN §2). A
 * further standard is a further row: deciders, guards and auditor read the row and never ask which standard
 * it is. methodology.ts has what differs within a standard (crediting bounds, buffer or deduction, smallest
 * parcel).
 */
import * as z from 'zod';
import type { Category } from './category.ts';

/**
 * A rule's value and source. H official text, M secondary source, K unconfirmed, D this project's decision.
 */
export interface Ruled<T> {
  value: T;
  source: string;
  /** The day from which it counts (ISO), if known. A change of the rule is a new value with a new day. */
  effectiveFrom?: string;
  confidence: 'H' | 'M' | 'K' | 'D';
}

/** A length of time in working days of offices or in calendar days. */
export interface Days {
  count: number;
  kind: 'working' | 'calendar';
}

/** A rule that is left out doesn't exist in that standard. */
export interface StandardRow {
  name: { zh: string; en: string };
  /** Whether projects are developed here, by a machine in lifecycle/; otherwise they are only imported. */
  developed: boolean;
  /** Whether its registry knows projects by number alone; the standard's code before it is optional. */
  numbered: boolean;
  /** How long a design is published for comments, starting on the day of publication. */
  designPublication?: Ruled<Days>;
  /** How long a monitoring report is published for comments. */
  reportPublication?: Ruled<Days>;
  /** How long the registry has to decide on an application for registration. */
  registrationDecision?: Ruled<Days>;
  /** How long the registry has to decide on an application for issuance. */
  issuanceDecision?: Ruled<Days>;
  /** The day after which a project's activity must have started. */
  constructionAfter?: Ruled<string>;
  /** The day after which reductions must have been generated. */
  reductionsAfter?: Ruled<string>;
  /** The years before each application within which its reductions must have been generated. */
  lookBackYears?: Ruled<number>;
  /** A deregistered project never registers again, not even under another name on the same land. */
  deregistrationFinal?: Ruled<true>;
  /** The category whose land needs no extra approval; all other land needs the authority's own. */
  extraApprovalOutside?: Ruled<Category>;
  /** Why land of these categories has no methodology here, in words for a developer. */
  withoutMethodology?: Ruled<{ categories: readonly Category[]; zh: string; en: string }>;
}

const MEASURES = {
  source: '温室气体自愿减排交易管理办法（试行）, 生态环境部 市场监管总局令第31号',
  effectiveFrom: '2023-10-19',
  confidence: 'H',
} as const;

/** A value that an article of the measures sets. */
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
