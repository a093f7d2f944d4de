/**
 * Members about which an event may lie so that no replay can tell, each with the reason. What it comes to for whoever
 * reads an audit is in the report itself (events/audit/unseen.ts). Everything that isn't here, an audit has to see.
 */
import type { EventType } from '../../shared/event.ts';

const ALL = 'all';

const CHOICE = 'a choice that the rules leave: another one tells another possible history';
const IDENTITY = 'who acts in which role, the identity provider says';
const CLOCK = "the registry's own clock: times have to grow along the history of an entity";
const TEXT = 'what words say';
const DOCUMENT = 'documents are private: the log has what names them';
const SEAL = 'sealed: only a side can open it';
const PRIVATE_LAND = "a parcel's land is private until a project of that one parcel publishes it";
const ELSEWHERE = 'what stands in another registry';
const ORDER = 'the order of a list in which order means nothing';

const operators: EventType[] = [
  'organization.registered',
  'organization.identified',
  'project.imported',
  'units.issued',
  'units.retired',
  'reversal.recorded',
  'project.registered',
  'project.refused',
  'project.held',
  'project.resumed',
  'project.deactivated',
  'project.deregistered',
];

export interface UnseenMember {
  types: readonly EventType[] | typeof ALL;
  paths: readonly string[];
  why: string;
  /** Of the lies about the member only these. */
  only?: RegExp;
}

export const unseenMembers: readonly UnseenMember[] = [
  { types: ALL, paths: ['/at'], why: CLOCK },
  // A commit that bears nothing and that nothing builds on. An id that the log has already is found.
  { types: ALL, paths: ['/id'], why: CHOICE },
  { types: ALL, paths: ['/facts/reason', '/facts/text', '/facts/beneficiary'], why: TEXT },
  {
    types: ALL,
    paths: ['document', 'title', 'commitment'].flatMap((document) =>
      ['sha256', 'mediaType', 'bytes'].map((member) => `/facts/${document}/${member}`),
    ),
    why: DOCUMENT,
  },
  {
    types: [
      ...['agreement.accepted', 'agreement.declined', 'block.subdivided', 'units.offered', 'units.retired'],
      ...[
        'transfer.accepted',
        'transfer.rejected',
        'transfer.withdrawn',
        'pledge.proposed',
        'pledge.withdrawn',
      ],
      ...['comment.received', 'units.cancelled'],
    ] as EventType[],
    paths: ['/by', '/by/role'],
    why: IDENTITY,
  },
  { types: operators, paths: ['/by/org'], why: IDENTITY },
  { types: ['project.approved', 'state.recorded'], paths: ['/by/org'], why: IDENTITY },
  // Any party declines, anybody comments, any developer surveys.
  {
    types: ['agreement.declined', 'comment.received', 'parcel.registered'],
    paths: ['/by', '/by/org'],
    why: CHOICE,
  },
  {
    types: ['organization.registered', 'parcel.registered', 'project.imported', 'project.reserved'],
    paths: ['/facts/name'],
    why: TEXT,
  },
  {
    types: ['organization.registered', 'organization.identified'],
    paths: ['/facts/uscc', '/facts/roles', '/facts/roles/*', '/facts/foreign/name', '/facts/foreign/source'],
    why: 'who an organization is',
  },
  {
    types: ['parcel.registered'],
    paths: ['/facts/areaSquareMetres', '/facts/banner', '/facts/boundary', '/facts/holder', '/facts/type'],
    why: PRIVATE_LAND,
  },
  {
    types: ['agreement.proposed'],
    paths: ['/facts/effectiveFrom', '/facts/parties/*/organization'],
    why: CHOICE,
  },
  { types: ['agreement.proposed'], paths: ['/facts/parties'], why: CHOICE, only: /^\[/ },
  { types: ['agreement.proposed'], paths: ['/facts/parties'], why: ORDER, only: /before$/ },
  {
    types: ['agreement.proposed'],
    paths: ['/facts/parties/*/kind'],
    why: 'what kind of party an organization is',
  },
  {
    types: ['project.imported'],
    paths: [
      ...['/facts/developer', '/facts/methodology', '/facts/category'],
      ...['/facts/origin', '/facts/origin/code', '/facts/origin/source'],
    ],
    why: ELSEWHERE,
  },
  {
    types: ['units.issued'],
    paths: ['/facts/account', '/facts/quantity', '/facts/vintage'],
    why: ELSEWHERE,
  },
  { types: ['units.issued'], paths: ['/facts/lanes', '/facts/lanes/*'], why: CHOICE },
  { types: ['block.subdivided'], paths: ['/facts/starts', '/facts/starts/*'], why: CHOICE },
  { types: ['units.offered'], paths: ['/facts/to'], why: CHOICE },
  { types: ['units.offered', 'pledge.proposed', 'income.divided'], paths: ['/sealed'], why: SEAL },
  { types: ['units.retired'], paths: ['/facts/purpose'], why: CHOICE },
  {
    types: ['project.reserved'],
    paths: ['/facts/methodology', '/facts/parcels', '/facts/parcels/*'],
    why: CHOICE,
  },
  {
    types: ['design.published'],
    paths: ['/facts/startedOn', '/facts/crediting/from', '/facts/crediting/to'],
    why: 'what the developer declares, within bounds',
  },
  { types: ['project.validated'], paths: ['/facts/treatments'], why: ORDER, only: /before$/ },
  {
    types: ['project.validated', 'report.verified'],
    paths: ['/facts/treatments/*/treatment'],
    why: CHOICE,
  },
  { types: ['project.registered'], paths: ['/facts/code'], why: ELSEWHERE },
  { types: ['project.deregistered', 'project.withdrawn'], paths: ['/facts/project'], why: CHOICE },
  {
    types: ['report.submitted'],
    paths: ['/facts/amounts', '/facts/amounts/*', '/facts/period/from', '/facts/period/to'],
    why: 'what the developer claims',
    only: /^[^ ]+ → /,
  },
  {
    types: ['report.submitted', 'report.verified', 'report.corrected'],
    paths: ['/facts/amounts/*/kilograms'],
    why: 'what was measured; by whole tonnes it is held against what is issued',
  },
  {
    types: ['report.verified'],
    paths: ['/facts/riskBasisPoints'],
    why: 'a rating that comes to the same tonnes',
  },
  { types: ['reversal.recorded'], paths: ['/facts/cause', '/facts/occurredOn'], why: 'the land itself' },
  { types: ['reversal.recorded'], paths: ['/facts/items'], why: ORDER, only: /before$/ },
  { types: ['income.divided'], paths: ['/facts/settledOn'], why: 'on which day the money arrived' },
  { types: ['income.divided'], paths: ['/facts/shares'], why: ORDER, only: /before$/ },
  // What ends one way may as well have ended in another that the same side has.
  {
    types: [
      ...['transfer.accepted', 'transfer.rejected', 'pledge.accepted', 'pledge.rejected', 'pledge.enforced'],
      ...['pledge.released', 'project.refused', 'project.deactivated'],
    ] as EventType[],
    paths: ['/type'],
    why: CHOICE,
  },
];

/** The entry under which a lie goes unseen, if there is one. */
export const unseenMember = (type: EventType, path: string, says: string): UnseenMember | undefined =>
  unseenMembers.find(
    ({ types, paths, only }) =>
      (types === ALL || types.includes(type)) && paths.includes(path) && (only?.test(says) ?? true),
  );
