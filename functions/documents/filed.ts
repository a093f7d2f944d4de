/**
 * The documents that a parcel, agreement, project, monitoring report, power contract, emission statement,
 * claim or accreditation has on file, and who may fetch them.
 */

import type { AgreementState } from '../../shared/land/states.ts';
import {
  accreditationEntity,
  agreementEntity,
  claimEntity,
  contractEntity,
  type EntityId,
  parcelEntity,
  projectEntity,
  read,
  reportEntity,
  type StateOf,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import { signatories } from '../../shared/power/contract.ts';
import type { FiledDocument, ProjectState } from '../../shared/sinks/states.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { claimFacts } from '../statements/claim-facts.ts';
import { sealedLinesOf } from '../statements/sealed-lines.ts';

export interface FileSubject {
  documents: readonly FiledDocument[];
  /** Organizations that are parties to the subject; verifiers and the regulator see everything anyway. */
  parties: ReadonlySet<string>;
}

/** Undefined where no such subject exists. `id` is an l-, j-, p-, m-, c-, e-, k- or o- id. */
export async function filedIn(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  switch (id[0]) {
    case 'l':
      return inParcel(reads, id);
    case 'j':
      return inAgreement(reads, id);
    case 'p':
      return inProject(reads, id);
    case 'c':
      return inContract(reads, id);
    case 'e':
      return inStatement(reads, id);
    case 'k':
      return inClaim(reads, id);
    case 'o':
      return inAccreditation(reads, id);
    default:
      return inReport(reads, id);
  }
}

async function inParcel(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, parcelEntity(id));
  if (!state) return undefined;
  const { registrant, holder, title } = state;
  return { documents: [{ ...title, organization: registrant }], parties: new Set([registrant, holder]) };
}

async function inAgreement(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, agreementEntity(id));
  if (!state) return undefined;
  const versions = [...state.versions, ...(state.pending ? [state.pending] : [])];
  const documents = versions.map(({ document }) => ({ ...document, organization: state.developer }));
  return { documents, parties: partiesOf(state) };
}

async function inProject(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, projectEntity(id));
  if (!state) return undefined;
  return { documents: state.documents ?? [], parties: await partiesOfProject(reads, state) };
}

async function inReport(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, reportEntity(id));
  const project = state && (await stateOf(reads, projectEntity(state.project)));
  if (!project) return undefined;
  const parties = await partiesOfProject(reads, project);
  return { documents: state.documents, parties: state.verifier ? parties.add(state.verifier) : parties };
}

async function inContract(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, contractEntity(id));
  if (!state) return undefined;
  const versions = [...state.versions, ...(state.pending ? [state.pending] : [])];
  const documents = versions.flatMap(({ document }) =>
    document ? [{ ...document, organization: state.seller }] : [],
  );
  return { documents, parties: new Set(signatories(state)) };
}

/** The evidence of the present version's lines, and the verifier's report. */
async function inStatement(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, statementEntity(id));
  if (!state) return undefined;
  const { organization, verification } = state;
  const { facts } = await sealedLinesOf(reads, state);
  const evidence = facts.lines.flatMap(({ evidence: document }) =>
    document ? [{ ...document, organization }] : [],
  );
  const report = verification ? [{ ...verification.report, organization: verification.verifier }] : [];
  return { documents: [...evidence, ...report], parties: new Set([organization]) };
}

/** The plan of further reductions. */
async function inClaim(reads: LedgerReads, id: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, claimEntity(id));
  if (!state) return undefined;
  const { organization } = state;
  const { plan } = (await claimFacts(reads, state)).facts;
  return { documents: plan ? [{ ...plan, organization }] : [], parties: new Set([organization]) };
}

async function inAccreditation(reads: LedgerReads, verifier: string): Promise<FileSubject | undefined> {
  const state = await stateOf(reads, accreditationEntity(verifier));
  if (!state) return undefined;
  const { document, grantedBy } = state;
  const documents = document ? [{ ...document, organization: grantedBy }] : [];
  return { documents, parties: new Set([verifier]) };
}

/** The developer, the validator, and every organization that shares the income. */
async function partiesOfProject(
  reads: LedgerReads,
  { developer, design, agreement }: ProjectState,
): Promise<Set<string>> {
  const parties = new Set([developer, ...(design ? [design.validator] : [])]);
  const terms = agreement && (await stateOf(reads, agreementEntity(agreement)));
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

async function stateOf<I extends EntityId>(reads: LedgerReads, id: I): Promise<StateOf<I> | undefined> {
  return read(await reads.entities([id]), id)?.state;
}
