/** Delivers the months of a file, each by itself; what the registry has already is left alone. */
import * as z from 'zod';
import { isRejection, rejections } from '../../../shared/ledger/rejection.ts';
import { datasetIdOf } from '../../../shared/statements/activity-dataset.ts';
import type { ActivityRow } from '../../../shared/statements/activity-row.ts';
import { type ActivityContent, contentOf, textOfRows } from '../../../shared/statements/activity-rows.ts';
import type { DatasetBody } from '../../client/operations.schemas.ts';
import { getV1ActivityDatasetsId, postV1ActivityDatasets } from '../../client/operations.ts';
import { ask, change } from '../../client/request.ts';
import { RowError } from '../../exchange/import/row-error.ts';
import { keyOf } from '../../exchange/import/step-key.ts';
import { RefusedError } from '../../exchange/refused.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import type { ApiClient } from '../api-client.ts';
import type { Words } from '../words.ts';

const Present = z.object({
  revision: z.number(),
  sha256: z.string().optional(),
  signedBy: z.object({ kid: z.string() }).optional(),
});
const Delivered = z.object({ id: z.string(), revision: z.number() });

/** What became of a month. */
export interface MonthOutcome {
  month: string;
  rows: number;
  dataset: string;
  revision: number;
  outcome: 'delivered' | 'unchanged';
}

export const outcomes: Record<MonthOutcome['outcome'], Words> = {
  delivered: { zh: '已提交', en: 'delivered' },
  unchanged: { zh: '无变化', en: 'unchanged' },
};

/**
 * The Idempotency-Key follows from what is delivered and the revision that it follows: a repeated or killed
 * import does nothing twice, and an older file that comes again after a newer one is a revision of its own.
 * @throws RowError for rows that no delivery can hold. @throws RefusedError, UnavailableError
 */
export async function deliverMonth(
  client: ApiClient,
  { organization, platform }: { organization: string; platform: string },
  month: string,
  rows: readonly ActivityRow[],
  signature?: DatasetBody['signature'],
): Promise<MonthOutcome> {
  const content = requireContent(rows);
  const dataset = datasetIdOf(organization, platform, month);
  const present = await presentOf(client, dataset);
  const done = { month, rows: content.rows.length, dataset };
  if (present?.sha256 === content.sha256 && (present.signedBy || !signature))
    return { ...done, revision: present.revision, outcome: 'unchanged' };
  const follows = present?.revision ?? 0;
  const key = keyOf('activity', dataset, content.sha256, follows, signature?.value ?? '');
  const csv = textOfRows(content.rows);
  const body = { organization, platform, month, csv, ...(signature && { signature }) };
  const { revision } = await change(client, postV1ActivityDatasets(body), key, Delivered);
  return { ...done, revision, outcome: 'delivered' };
}

export function requireContent(rows: readonly ActivityRow[]): ActivityContent {
  const content = contentOf(rows);
  if (isRejection(content)) throw new RowError(ruleWords(rejections[content.rejected], content.seen ?? {}));
  return content;
}

/** The revision that is there; its digest is shown to its own organization. */
async function presentOf(client: ApiClient, dataset: string): Promise<z.infer<typeof Present> | undefined> {
  try {
    return await ask(client, getV1ActivityDatasetsId(dataset), Present);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  }
}
