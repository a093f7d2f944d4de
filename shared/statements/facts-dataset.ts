/** Facts of activity datasets. Rows and their digest are sealed: quantities tell how a works is run. */
import * as z from 'zod';
import { DatasetId, freeText } from '../base/field.ts';
import { Month } from '../base/month.ts';
import { ACTIVITY_ROWS_MAX } from './activity-row.ts';
import { PlatformSignature } from './platform-signature.ts';

export const DATASET_REVISIONS_MAX = 9_999;
export const DatasetRevisionNumber = z.int().min(1).max(DATASET_REVISIONS_MAX);

/** The platform's name, in the words of who delivers. */
export const PlatformName = freeText(100);

const Count = z.int().min(1).max(ACTIVITY_ROWS_MAX);

export const datasetFacts = {
  'dataset.delivered': z.strictObject({
    dataset: DatasetId,
    platform: PlatformName,
    month: Month,
    revision: DatasetRevisionNumber,
    rows: Count,
    meterPoints: Count,
    signature: PlatformSignature.optional(),
  }),
} as const;
