/**
 * The documents that a parcel, agreement, project, monitoring report or power contract has on file, and who
 * may fetch them.
 */

import type { AgreementState, ParcelState } from '../../shared/land/states.ts';
import {
  agreementEntity,
  contractEntity,
  type Entity,
  type EntityId,
  parcelEntity,
  projectEntity,
  reportEntity,
} from '../../shared/ledger/entity.ts';
import { signatories } from '../../shared/power/contract.ts';
import type { ContractState } from '../../shared/power/states.ts';
import type { FiledDocument, ProjectState, ReportState } from '../../shared/sinks/states.ts';
import { theWorld } from '../world.ts';

export interface FileSubject {
  documents: readonly FiledDocument[];
  /** Organizations that are parties to the subject; verifiers and the regulator see everything anyway. */
  parties: ReadonlySet<string>;
}

/** Undefined where no such subject exists. `id` is an l-, j-, p-, m- or c- id. */
export async function filedIn(id: string): Promise<FileSubject | undefined> {
  switch (id[0]) {
    case 'l':
      return inParcel(id);
    case 'j':
      return inAgreement(id);
    case 'p':
      return inProject(id);
    case 'c':
      return inContract(id);
    default:
      return inReport(id);
  }
}

async function inParcel(id: string): Promise<FileSubject | undefined> {
  const state = await stateOf<ParcelState>(parcelEntity(id));
  if (!state) return undefined;
  const { registrant, holder, title } = state;
  return { documents: [{ ...title, organization: registrant }], parties: new Set([registrant, holder]) };
}

async function inAgreement(id: string): Promise<FileSubject | undefined> {
  const state = await stateOf<AgreementState>(agreementEntity(id));
  if (!state) return undefined;
  const versions = [...state.versions, ...(state.pending ? [state.pending] : [])];
  const documents = versions.map(({ document }) => ({ ...document, organization: state.developer }));
  return { documents, parties: partiesOf(state) };
}

async function inProject(id: string): Promise<FileSubject | undefined> {
  const state = await stateOf<ProjectState>(projectEntity(id));
  if (!state) return undefined;
  return { documents: state.documents ?? [], parties: await partiesOfProject(state) };
}

async function inReport(id: string): Promise<FileSubject | undefined> {
  const state = await stateOf<ReportState>(reportEntity(id));
  const project = state && (await stateOf<ProjectState>(projectEntity(state.project)));
  if (!project) return undefined;
  const parties = await partiesOfProject(project);
  return { documents: state.documents, parties: state.verifier ? parties.add(state.verifier) : parties };
}

async function inContract(id: string): Promise<FileSubject | undefined> {
  const state = await stateOf<ContractState>(contractEntity(id));
  if (!state) return undefined;
  const versions = [...state.versions, ...(state.pending ? [state.pending] : [])];
  const documents = versions.flatMap(({ document }) =>
    document ? [{ ...document, organization: state.seller }] : [],
  );
  return { documents, parties: new Set(signatories(state)) };
}

/** The developer, the validator, and every organization that shares the income. */
async function partiesOfProject({ developer, design, agreement }: ProjectState): Promise<Set<string>> {
  const parties = new Set([developer, ...(design ? [design.validator] : [])]);
  const terms = agreement && (await stateOf<AgreementState>(agreementEntity(agreement)));
  return terms ? new Set([...parties, ...partiesOf(terms)]) : parties;
}

/** Parties of any version: a former party may still need the papers of its time. */
function partiesOf({ developer, versions, pending }: AgreementState): Set<string> {
  const all = [...versions, ...(pending ? [pending] : [])];
  return new Set([
    developer,
    ...all.flatMap(({ parties }) => parties.map(({ organization }) => organization)),
  ]);
}

async function stateOf<S>(id: EntityId): Promise<S | undefined> {
  const found = await theWorld().reads.entities([id]);
  return (found.get(id) as Entity<S> | undefined)?.state;
}
