import * as z from 'zod';
import { isIdentityNumber, type PersonalData, personalDataFault, personalDataIn } from './personal-data.ts';
import { isUscc } from './uscc.ts';

/**
 * Control characters (C0, DEL, C1), line separators, lone surrogates, and all that has no glyph of its own:
 * zero-width characters, bidirectional overrides, tags (Default_Ignorable_Code_Point), interlinear marks.
 */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{DI}\ufff9-\ufffb]/u;

/**
 * Whether the text came through whole. U+FFFD stands where a decoder couldn't read a character; it and half a
 * surrogate pair could make one name of two.
 */
export const isReadable = (text: string): boolean => text.isWellFormed() && !text.includes('\ufffd');

/**
 * A line of text that a person reads: trimmed, NFC, 1..max code units, nothing invisible that could
 * make two names look the same or break a certificate.
 */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text === text.trim() && text.normalize('NFC') === text && !UNPRINTABLE.test(text), {
      error:
        'must be NFC text without invisible characters or surrounding spaces; 须为无不可见字符、首尾无空格的 NFC 文本',
    })
    .refine(isReadable, {
      error:
        'holds U+FFFD or half a surrogate pair, so it was damaged on its way; 含 U+FFFD 或残缺的代理对，文本已损坏',
    });

/** The warning shown on every such field before anybody fills it in. */
export const FREE_TEXT_WARNING =
  '公开且不可撤回：请勿填写身份证号、手机号、电子邮箱等个人信息 Public for good, and never erased: no personal data';

const refusedAs = (kind: PersonalData) => {
  const { zh, en } = personalDataFault(kind);
  return `${en}; ${zh}`;
};

/**
 * A line in people's own words that everybody reads for ever: a name, a reason, a beneficiary. Text that
 * looks like personal data is refused (personal-data.ts).
 */
export const freeText = (max: number) =>
  line(max)
    .check(({ value, issues }) => {
      const kind = personalDataIn(value);
      if (kind) issues.push({ code: 'custom', input: value, message: refusedAs(kind) });
    })
    .meta({ description: FREE_TEXT_WARNING });

/** Opaque ids that the registry gives out: a prefix letter and 20 hex digits. */
const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{20}$`), {
    error: `must be an id of the form ${prefix}-… ; 须为 ${prefix}-… 形式的标识`,
  });

/** A token's organization may also be the operator's own, which is not a registered one. */
export const OrganizationId = id('o');
export const AccountId = id('a');
export const ProjectId = id('p');
export const BatchId = id('b');
export const ParcelId = id('l');
/** 联合开发协议. */
export const AgreementId = id('j');
export const ReportId = id('m');
/** 发电项目 (建档立卡): a facility that generates electricity. */
export const FacilityId = id('f');
/** 购电协议: a power-purchase agreement, or an imported supply contract. */
export const ContractId = id('c');
/** 排放声明. */
export const StatementId = id('e');
/** 活动数据集: what a platform measured for an organization in a month. */
export const DatasetId = id('d');
/** 园区: an industrial park. */
export const ParkId = id('z');
/** 声明 (碳中和、净零): what is claimed on a verified statement. */
export const ClaimId = id('k');
/** A commit id: base64url of SHA-256, 43 characters. A transfer or retirement is named by its commit id. */
export const CommitId = z.string().regex(/^[A-Za-z0-9_-]{43}$/, {
  error: 'must be a commit id of 43 characters; 须为 43 个字符的提交标识',
});

/** The largest quantity of one batch: 10^12 base units, so serial numbers fit 12 digits in a key. */
export const QUANTITY_MAX = 999_999_999_999;
export const Quantity = z.int().min(1).max(QUANTITY_MAX);
/** The most that one commit moves: it touches 99 blocks at most, and each may be of another batch. */
export const MOVED_QUANTITY_MAX = 99 * QUANTITY_MAX;
export const MovedQuantity = z.int().min(1).max(MOVED_QUANTITY_MAX);
export const Serial = z.int().min(1).max(QUANTITY_MAX);
/** Calendar year of a vintage. The first CDM credits are of 2000; the upper bound only stops nonsense. */
export const Vintage = z.int().min(2000).max(2100);

export const Uscc = z.string().check(({ value, issues }) => {
  // Identity numbers are refused first, because some of them pass as a USCC.
  if (isIdentityNumber(value))
    issues.push({ code: 'custom', input: value, message: refusedAs('identity-number') });
  else if (!isUscc(value)) issues.push({ code: 'custom', input: value, message: USCC_FAULT });
});
const USCC_FAULT =
  'must be an 18-character unified social credit code with the right check character (GB 32100-2015); 统一社会信用代码校验不符';

/** Another registry, and its name for an organization or a project that has no identity here yet. */
export const Foreign = z.strictObject({ source: line(100), name: freeText(300) });

/** Bounds of what one record of another registry keeps of its further cells, in number and in characters. */
export const WRITTEN_CELLS_MAX = 100;
export const WRITTEN_CELL_MAX = 1000;
export const WRITTEN_MAX = 4000;

/**
 * Cells of another registry's list that no member tells, by the list's own names for its columns. Nothing
 * here rests on them; an export gives them back.
 */
export const Written = z
  .record(line(100), freeText(WRITTEN_CELL_MAX))
  .refine((cells) => Object.keys(cells).length > 0 && Object.keys(cells).length <= WRITTEN_CELLS_MAX, {
    error: `must have 1 to ${WRITTEN_CELLS_MAX} cells; 须为 1 至 ${WRITTEN_CELLS_MAX} 个单元格`,
  })
  .refine((cells) => Object.entries(cells).flat().join('').length <= WRITTEN_MAX, {
    error: `must be ${WRITTEN_MAX} characters in all at most; 合计至多 ${WRITTEN_MAX} 个字符`,
  });
export type Written = z.infer<typeof Written>;

/** The origin of an imported record: the registry's own code and status, verbatim. */
export const Origin = z.strictObject({
  source: line(100),
  code: line(100),
  status: line(100).optional(),
});
export type Origin = z.infer<typeof Origin>;

/** The same of a project. */
export const ProjectOrigin = Origin.extend({ written: Written.optional() });
export type ProjectOrigin = z.infer<typeof ProjectOrigin>;

/** SHA-256 in hex; documents and boundaries are named by it. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, {
  error: 'must be a SHA-256 digest of 64 lower-case hex digits; 须为 64 位小写十六进制 SHA-256 摘要',
});
