/** Steps of a history that are about land. */
import {
  decideRegisterParcel,
  decideWithdrawParcel,
  type RegisterParcel,
} from '../../../shared/land/register-parcel.ts';
import { as, type By, type History } from './history.ts';

let boundaries = 0;

/** Enters a parcel in a developer's name; returns its id. */
export function registerParcel(
  h: History,
  developer: string,
  fields: Partial<RegisterParcel> = {},
  by: By = as(developer, 'developer'),
): string {
  const command: RegisterParcel = {
    name: '四家子镇林地',
    type: 'forest',
    banner: '150430',
    holder: developer,
    areaSquareMetres: 1_000_000,
    boundary: (++boundaries).toString(16).padStart(64, '0'),
    title: { sha256: 'a'.repeat(64), mediaType: 'application/pdf', bytes: 10 },
    ...fields,
  };
  return h.commit<'parcel.registered'>(by, (context) => decideRegisterParcel(h.entities, command, context))
    .facts.parcel;
}

export function withdrawParcel(h: History, parcel: string, developer: string) {
  return h.commit<'parcel.withdrawn'>(as(developer, 'developer'), (context) =>
    decideWithdrawParcel(h.entities, { parcel, reason: '权属有争议' }, context),
  );
}
