/**
 * The index of the search, made of the log: names from each Han character and each word on, ids, codes and
 * numbers as wholes; and what is published for comments, by its last day. It has nothing that isn't in a
 * leaf.
 */
import { organizationEntity, projectEntity, read } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { unitOfPurpose } from '../../shared/units/purpose.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { publicationKey, SEARCHED_KEY, searchKey } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import type { IndexItem } from '../ledger/table.ts';
import { formOf, type SearchField, type SearchKind, startsOf } from '../search/form.ts';
import type { LogIndex } from './indexing.ts';

/** What a leaf tells of a thing that is found. */
interface Told {
  kind: SearchKind;
  id: string;
  title: string;
  /** Found from each character or word on. */
  names?: readonly (string | undefined)[];
  /** Found from their beginning on. */
  numbers?: readonly (readonly [SearchField, string | undefined])[];
}

export const searchIndex: LogIndex = { progress: SEARCHED_KEY, itemsOf };

async function itemsOf(reads: LedgerReads, records: readonly CommitRecord[]): Promise<IndexItem[]> {
  const events = records.map(({ leaf }) => JSON.parse(leaf) as RegistryEvent);
  const wanted = events.flatMap((event) => {
    if (event.type === 'organization.identified') return [organizationEntity(event.facts.organization)];
    if (event.type === 'report.submitted') return [projectEntity(event.facts.project)];
    return event.type === 'design.published' ? [projectEntity(event.facts.project)] : [];
  });
  const known = await reads.entities(wanted);
  return events.flatMap((event) => [
    ...toldBy(event, known).flatMap(keysOf),
    ...(event.type === 'design.published' || event.type === 'report.submitted'
      ? publicationOf(event, known)
      : []),
  ]);
}

/** The items under which a thing is found. */
function keysOf({ kind, id, title, names = [], numbers = [] }: Told): IndexItem[] {
  const item = (form: string, field: SearchField, text: string, start: number): IndexItem => ({
    ...searchKey(form, kind, id, field),
    kind,
    id,
    title,
    field,
    text,
    start,
  });
  const whole = (field: SearchField, text: string | undefined): IndexItem[] => {
    const form = text === undefined ? '' : formOf(text);
    return form === '' || text === undefined ? [] : [item(form, field, text, 0)];
  };
  return [
    ...whole('id', id),
    ...names.flatMap((name) =>
      name === undefined ? [] : startsOf(name).map((form, start) => item(form, 'name', name, start)),
    ),
    ...numbers.flatMap(([field, text]) => whole(field, text)),
  ];
}

/** The things that a leaf brings in, or gives a name or a number. */
function toldBy(event: RegistryEvent, known: StoredEntities): Told[] {
  const { type, facts, id } = event;
  switch (type) {
    case 'organization.registered':
      return [
        {
          kind: 'organization',
          id: facts.organization,
          title: facts.name,
          names: [facts.name, facts.foreign?.name],
          numbers: [['uscc', facts.uscc]],
        },
      ];
    case 'organization.identified': {
      const title = read(known, organizationEntity(facts.organization))?.state.name ?? facts.organization;
      return [{ kind: 'organization', id: facts.organization, title, numbers: [['uscc', facts.uscc]] }];
    }
    case 'project.imported':
      return [project(facts, facts.origin.code)];
    case 'project.reserved':
      return [project(facts)];
    case 'project.registered':
      return [{ kind: 'project', id: facts.project, title: facts.name, numbers: [['code', facts.code]] }];
    case 'facility.registered':
      return [facility(facts, facts.code)];
    case 'facility.imported':
      return [facility(facts, facts.origin.code)];
    case 'statement.submitted':
    case 'statement.revised': {
      const title = `${facts.subject.name} ${facts.year} 排放声明`;
      return [{ kind: 'statement', id: facts.statement, title, names: [facts.subject.name] }];
    }
    case 'claim.made': {
      const title = `${facts.subject.name} ${facts.period.from.slice(0, 4)} 声明`;
      return [{ kind: 'claim', id: facts.claim, title, names: [facts.subject.name] }];
    }
    case 'units.retired': {
      const title = `注销 ${facts.quantity} ${unitOfPurpose(facts.purpose)}：${facts.beneficiary}`;
      return [{ kind: 'retirement', id, title }];
    }
    default:
      return batchBy(event);
  }
}

const project = ({ project: id, name }: { project: string; name: string }, code?: string): Told => ({
  kind: 'project',
  id,
  title: name,
  names: [name],
  numbers: [['code', code]],
});

const facility = ({ facility: id, name }: { facility: string; name: string }, code?: string): Told => ({
  kind: 'facility',
  id,
  title: name,
  names: [name],
  numbers: [['code', code]],
});

/** The batch that a leaf issues, with the numbers that another registry gave it. */
function batchBy({ type, facts }: RegistryEvent): Told[] {
  switch (type) {
    case 'units.issued': {
      const title = `${facts.instrument} ${facts.vintage} 批次，${facts.quantity}`;
      return [{ kind: 'batch', id: facts.batch, title, numbers: [['serial', facts.foreign?.serial]] }];
    }
    case 'generation.confirmed': {
      if (!facts.issued) return [];
      const { batch, instrument, quantity, code } = facts.issued;
      const title = `${instrument} ${facts.month} 批次，${quantity} MWh`;
      return [{ kind: 'batch', id: batch, title, numbers: [['code', code]] }];
    }
    case 'generation.imported': {
      const title = `${facts.instrument} ${facts.period.from} 批次，${facts.quantity} MWh`;
      const numbers = facts.certificates.map(({ number }) => ['certificate', number] as const);
      return [{ kind: 'batch', id: facts.batch, title, numbers }];
    }
    default:
      return [];
  }
}

/** What is published for comments, in the order of its last day. */
function publicationOf(
  { facts }: EventOfType<'design.published' | 'report.submitted'>,
  known: StoredEntities,
): IndexItem[] {
  const { project: id, comments } = facts;
  if (!comments) return [];
  const subject = 'report' in facts ? facts.report : id;
  const { from, to } = comments;
  const title = read(known, projectEntity(id))?.state.name ?? id;
  const published = { subject, project: id, title, from, to };
  return [{ ...publicationKey(published), ...published }];
}
