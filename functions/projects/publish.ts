/** Endpoint that publishes a design. Of two that want the same ground at once, one finds the other. */

import * as z from 'zod';
import { Day, Period } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { OrganizationId } from '../../shared/base/field.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { openTransition } from '../../shared/sinks/lifecycle/decide.ts';
import { decidePublishDesign } from '../../shared/sinks/publish-design.ts';
import type { Survey } from '../../shared/sinks/survey.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import { named } from '../http/named.ts';
import { boundaryAttachment } from '../ledger/published-boundary.ts';
import { overlapsWith, readPlaces, surveyProject } from './land.ts';
import { landAndAgreement, loadProject, transition } from './transition.ts';

const PublishBody = named('PublishBody', () =>
  z.strictObject({
    document: DocumentReference,
    validator: OrganizationId,
    startedOn: Day,
    crediting: Period,
    legalDuty: z.boolean(),
    underEts: z.boolean(),
  }),
);

export const publishDesign = command({
  summary: '公示设计文件：指定审定机构，占用土地 Publish the design: name the validator, take the land',
  action: 'project.publish',
  ...transition('design.published'),
  body: PublishBody,
  load: async ({ path: { id: project }, body, grant: { scope } }, { reads, org }) => {
    const loaded = await loadProject(reads, project, (state) => [
      ...landAndAgreement(state),
      organizationEntity(body.validator),
    ]);
    const open = openTransition(loaded, 'design.published', project, { org, scope });
    // No land is surveyed for a caller that may not publish it.
    if (isRejection(open)) return { entities: loaded, surveyed: open };
    const survey = await surveyOnce(project, () => surveyProject(reads, open.state));
    // The degrees are read before the projects in them: a rival that comes in between moves a degree, this
    // commit is refused, and the next attempt sees the rival. In the opposite order both could be missed.
    const places = await readPlaces(reads, project, survey);
    const { neighbours, fixed, ...others } = await overlapsWith(reads, project, survey, body.crediting);
    return {
      entities: new Map([...loaded, ...places, ...neighbours]),
      fixed: new Set<string>(fixed),
      surveyed: { land: { ...survey.land, ...others }, text: survey.text },
    };
  },
  decide: ({ entities, surveyed }, { path, body }, context) =>
    isRejection(surveyed)
      ? surveyed
      : decidePublishDesign(entities, path.id, { ...body, land: surveyed.land }, context),
  beside: (_draft, { surveyed }) =>
    isRejection(surveyed) ? {} : { attachments: [boundaryAttachment(surveyed.land.boundary, surveyed.text)] },
  confirm: ({ identity, body }) => requireDocuments(identity.org, [['/document', body.document]]),
});

/** A project's parcels never change, so a repeated attempt needs no new survey. The last few are kept. */
const surveys = new Map<string, Survey>();
const SURVEYS_MAX = 4;

async function surveyOnce(project: string, make: () => Promise<Survey>): Promise<Survey> {
  const known = surveys.get(project);
  if (known) return known;
  const survey = await make();
  const [oldest] = surveys.keys();
  if (oldest !== undefined && surveys.size >= SURVEYS_MAX) surveys.delete(oldest);
  surveys.set(project, survey);
  return survey;
}
