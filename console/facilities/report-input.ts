/** A reading as its form has it, and as the API takes it. */
import type {
  GenerationEnergy,
  PostV1FacilitiesIdGenerationBody,
} from '../../events/client/operations.schemas.ts';

export interface ReportForm {
  /** `2026-03` */
  month: string;
  energy: GenerationEnergy;
  kilowattHours: number;
  dischargedKilowattHours?: number | null;
  curtailedKilowattHours?: number | null;
  /** One CSV. */
  intervals?: File[];
  reason?: string;
}

/** Members of the body that have a field in the form. */
export const REPORT_FIELDS: readonly string[] = [
  'month',
  'energy',
  'kilowattHours',
  'dischargedKilowattHours',
  'curtailedKilowattHours',
  'intervals',
  'reason',
];

export async function reportInput(form: ReportForm): Promise<PostV1FacilitiesIdGenerationBody> {
  const { month, energy, kilowattHours, dischargedKilowattHours, curtailedKilowattHours } = form;
  const [file] = form.intervals ?? [];
  const reason = form.reason?.trim() ?? '';
  return {
    month,
    energy,
    kilowattHours,
    ...(typeof dischargedKilowattHours === 'number' && { dischargedKilowattHours }),
    ...(typeof curtailedKilowattHours === 'number' && { curtailedKilowattHours }),
    ...(file && { intervals: await file.text() }),
    ...(reason !== '' && { reason }),
  };
}
