/** How comments were treated, by number as a form holds it; and what goes out before a conclusion. */
import type { Treatment, TreatmentTreatment } from '../../events/client/operations.schemas.ts';
import {
  postV1MonitoringReportsIdTreatments,
  postV1ProjectsIdTreatments,
} from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';
import { isProject } from './use-comments.ts';

export type Treated = Record<string, TreatmentTreatment | undefined>;

/** Treatments that one report names; the registry's TREATMENTS_MAX. */
export const TREATED_MAX = 150;

const treatmentsOf = (treated: Treated): Treatment[] =>
  Object.entries(treated).flatMap(([number, treatment]) =>
    treatment === undefined ? [] : [{ comment: Number(number), treatment }],
  );

/**
 * Records the first treatments where there are more than a conclusion names, and returns those that are left
 * for it. The key is of what is said, so what is sent again after a failure happens once.
 * @throws Refusal, NoAnswer
 */
export async function treatFirst(api: Api, subject: string, treated: Treated): Promise<Treatment[]> {
  const all = treatmentsOf(treated);
  const post = isProject(subject) ? postV1ProjectsIdTreatments : postV1MonitoringReportsIdTreatments;
  while (all.length > TREATED_MAX) {
    const treatments = all.splice(0, TREATED_MAX);
    await api.change(post(subject, { treatments }), await keyOf({ subject, treatments }));
  }
  return all;
}

async function keyOf(said: object): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
