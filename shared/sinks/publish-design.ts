/**
 * Publication of a project's design (PDD 公示): the project occupies its land, and the public may comment.
 */
import type { Period } from '../base/day.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { degreeEntity, type Entities, footprintEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { PublishDesign } from './commands.ts';
import { lastDayOf } from './days.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { type Standard, standardRow } from './standard.ts';

/** The days on which the public may comment: from the day of publication on, both ends included. */
export function commentWindow(standard: Standard, today: string): Period | undefined {
  const { designPublication } = standardRow(standard);
  const last = designPublication && lastDayOf(designPublication.value, today);
  return last && 'date' in last ? { from: today, to: last.date } : undefined;
}

/**
 * Publishes a design. `entities` holds the project, its parcels and agreement, the validator, and the degrees
 * and footprints of the land. These were read before the search for overlaps, so a command that loses a
 * degree to another publication decides again and finds that one. Rejections: decideTransition.
 */
export function decidePublishDesign(
  entities: Entities,
  project: string,
  command: PublishDesign,
  context: Context,
): Draft<'design.published'> | Rejection {
  return decideTransition(entities, 'design.published', project, command, context, ({ state, today }) => {
    const { document, validator, startedOn, crediting, land } = command;
    const comments = commentWindow(state.standard, today);
    // Guards have checked both; the checks here only make the types whole.
    if (!comments) return reject('working-days-unknown');
    if (!land.footprint) return reject('land-too-wide');
    const { degrees, cells } = land.footprint;
    const { boundary, areaSquareMetres } = land;
    return {
      facts: {
        project,
        document,
        validator,
        startedOn,
        crediting,
        legalDuty: false,
        underEts: false,
        boundary,
        areaSquareMetres,
        degrees,
        cells,
        comments,
      },
      further: [...degrees.map(degreeEntity), ...cells.map((cell) => footprintEntity(cell, project))],
    };
  });
}
