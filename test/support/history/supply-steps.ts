/** Steps of histories about imported supply contracts. */

import {
  type DeliverSupply,
  decideDeliverSupply,
  decideImportSupply,
  type ImportSupply,
} from '../../../shared/power/import-supply.ts';
import { decideImportGeneration, type ImportGeneration } from '../../../shared/power/imported-generation.ts';
import { decideImportFacility } from '../../../shared/power/register-facility.ts';
import type { Technology } from '../../../shared/power/technology.ts';
import { type History, OPERATOR } from './history.ts';

/** A facility of another registry; returns its id. */
export const importFacility = (
  h: History,
  owner: string,
  name: string,
  technology: Technology = 'wind',
): string =>
  h.commit<'facility.imported'>(OPERATOR, (context) =>
    decideImportFacility(
      h.entities,
      { name, technology, owner, origin: { source: 'I-REC', code: name } },
      context,
    ),
  ).facts.facility;

export const importSupply = (h: History, command: Partial<ImportSupply> & { seller: string }): string =>
  h.commit<'supply.imported'>(OPERATOR, (context) =>
    decideImportSupply(
      h.entities,
      {
        technology: 'wind',
        instrument: 'IREC',
        signedOn: '2022-02-07',
        deliverBy: '2022-05-30',
        period: { from: '2021-04-01', to: '2021-06-30' },
        megawattHours: 1000,
        origin: { source: 'I-REC', code: 'SP-1' },
        ...command,
      },
      context,
    ),
  ).facts.supply;

/** The whole of one certificate. */
export const drawing = (number: string, kilowattHours: number) => ({
  kilowattHours,
  certificates: [{ number, kilowattHours, drawn: kilowattHours }],
});

/** Of a certificate of its own, unless others are named. */
export const importGeneration = (
  h: History,
  command: Partial<ImportGeneration> & Pick<ImportGeneration, 'supply' | 'facility'>,
): string =>
  h.commit<'generation.imported'>(OPERATOR, (context) =>
    decideImportGeneration(
      h.entities,
      {
        period: { from: '2021-04-01', to: '2021-06-30' },
        ...drawing(`C-${h.leaves.length}`, command.kilowattHours ?? 600_000),
        lanes: 2,
        ...command,
      },
      context,
    ),
  ).facts.batch;

export const deliverSupply = (h: History, from: string, command: DeliverSupply) =>
  h.commit<'supply.delivered'>(OPERATOR, (context) =>
    decideDeliverSupply(h.entities, h.held(from), command, context),
  );
