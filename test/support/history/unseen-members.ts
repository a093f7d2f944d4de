/**
 * Members about which an event may lie so that no replay can tell, each with the reason. What it comes to
 * for whoever reads an audit is in the report itself (events/audit/unseen.ts). Everything that isn't here,
 * an audit has to see.
 */
import type { EventType } from '../../../shared/ledger/event.ts';
import { unseenOfParks } from './unseen-parks.ts';
import { unseenOfPower } from './unseen-power.ts';
import {
  ALL,
  CHOICE,
  CLOCK,
  DOCUMENT,
  ELSEWHERE,
  IDENTITY,
  ORDER,
  PRIVATE_LAND,
  SEAL,
  TEXT,
  type UnseenMember,
} from './unseen-reasons.ts';
import { unseenOfStatements } from './unseen-statements.ts';

export const unseenMembers: readonly UnseenMember[] = [
  {
    types: ALL,
    paths: ['/at'],
    bounds: [
      'time-before-prev',
      'time-behind-log',
      'comment-window',
      'late-flag',
      'validation-early',
      'report-comments-open',
      'report-window',
    ],
    why: CLOCK,
  },
  {
    types: ['organization.confirmation-required'],
    paths: ['/facts/commands'],
    bounds: ['confirmation-commands'],
    why: CHOICE,
  },
  // What an import says was retired elsewhere, the other registry knows alone.
  { types: ['units.issued', 'supply.delivered'], paths: ['/facts/retiredElsewhere'], why: ELSEWHERE },
  // A commit that bears nothing and that nothing builds on. An id that the log has already is found.
  { types: ALL, paths: ['/id'], why: CHOICE },
  { types: ALL, paths: ['/facts/reason', '/facts/beneficiary', '/facts/order'], why: TEXT },
  // What was said lies beside the log: that it is these bytes, whoever reads it sees.
  {
    types: ['comment.received', 'public-comment.received'],
    paths: ['/facts/sha256', '/facts/bytes'],
    why: DOCUMENT,
  },
  {
    types: ['comment.removed', 'public-comment.admitted', 'public-comment.refused'],
    paths: ['/facts/number'],
    why: CHOICE,
  },
  {
    types: ALL,
    paths: ['document', 'regulation', 'title', 'commitment'].flatMap((document) =>
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
      ...['comment.received', 'comment.removed', 'units.cancelled', 'certificates.cancelled'],
      ...['contract.signed', 'contract.declined', 'consumption.recorded', 'generation.recorded'],
      'contract.settled',
    ] as EventType[],
    paths: ['/by', '/by/role'],
    why: IDENTITY,
  },
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
    types: ['organization.registered', 'organization.identified', 'organization.united'],
    paths: ['/facts/uscc', '/facts/roles', '/facts/roles/*', '/facts/foreign/name', '/facts/foreign/source'],
    why: 'who an organization is',
  },
  {
    types: ['accreditation.granted'],
    paths: [
      ...['standards', 'standards/*', 'sectors', 'sectors/*', 'statements'].map(
        (member) => `/facts/${member}`,
      ),
      ...['/facts/validity', '/facts/validity/from', '/facts/validity/to', '/facts/verifier'],
      ...['/facts/document', '/facts/reference'],
    ],
    bounds: [
      ...(['accreditation-form', 'accreditation-scope', 'accreditation-over', 'accreditation-day'] as const),
      ...(['accreditation-grounds', 'accredited-no-verifier', 'accreditation-missing'] as const),
    ],
    why: 'what a body is accredited for outside the registry, which the regulator says',
  },
  {
    types: ['parcel.registered'],
    paths: ['areaSquareMetres', 'banner', 'boundary', 'convertedFrom', 'holder', 'type'].map(
      (member) => `/facts/${member}`,
    ),
    why: PRIVATE_LAND,
  },
  {
    types: ['agreement.proposed'],
    paths: ['/facts/effectiveFrom', '/facts/parties/*/organization'],
    bounds: ['agreement-backwards', 'agreement-verifier', 'organization-unknown', 'agreement-party-repeated'],
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
      ...['/facts/developer', '/facts/methodology', '/facts/category', '/facts/type', '/facts/country'],
      ...['/facts/origin', '/facts/origin/code', '/facts/origin/source'],
    ],
    why: ELSEWHERE,
  },
  {
    types: ['units.issued'],
    paths: ['/facts/account', '/facts/quantity', '/facts/vintage'],
    bounds: ['issued-to-another', 'issued-not-verified', 'buffer-share'],
    why: ELSEWHERE,
  },
  {
    types: ['units.issued', 'units.retired'],
    paths: [
      ...['', '/issuedOn', '/serial', '/period', '/period/from', '/period/to'],
      ...['/vintageTotal', '/goals', '/certifications', '/retiredOn', '/details', '/account', '/written'],
    ].map((member) => `/facts/foreign${member}`),
    bounds: [
      'foreign-serial',
      'foreign-serial-twice',
      'foreign-vintage',
      'foreign-retirement',
      'foreign-issued-late',
      'foreign-issued-early',
      'foreign-retired-early',
      'foreign-here',
    ],
    why: ELSEWHERE,
  },
  {
    types: ['units.issued'],
    paths: ['/facts/lanes', '/facts/lanes/*'],
    bounds: ['lanes-not-a-partition'],
    why: CHOICE,
  },
  {
    types: ['block.subdivided'],
    paths: ['/facts/starts', '/facts/starts/*'],
    bounds: ['subdivision-starts'],
    why: CHOICE,
  },
  {
    types: ['units.offered'],
    paths: ['/facts/to'],
    bounds: ['account-unknown', 'buffer-account', 'transfer-to-self'],
    why: CHOICE,
  },
  { types: ['units.offered', 'pledge.proposed', 'income.divided'], paths: ['/sealed'], why: SEAL },
  {
    types: ['units.retired'],
    paths: ['/facts/purpose', '/facts/consumptionYear'],
    bounds: ['purpose-of-instrument', 'consumption-year-member', 'consumption-year'],
    why: CHOICE,
  },
  {
    types: ['project.reserved'],
    paths: ['/facts/methodology', '/facts/parcels', '/facts/parcels/*'],
    bounds: [
      'category-mismatch',
      'parcel-type',
      'project-methodology',
      'parcel-not-surveyed',
      'parcel-of-another',
      'parcel-repeated',
      'parcel-areas',
    ],
    why: CHOICE,
  },
  {
    types: ['design.published'],
    paths: ['/facts/startedOn', '/facts/crediting/from', '/facts/crediting/to'],
    bounds: ['construction-date', 'crediting-before-start', 'crediting-bounds'],
    why: 'what the developer declares, within bounds',
  },
  { types: ['project.validated'], paths: ['/facts/treatments'], why: ORDER, only: /before$/ },
  {
    types: ['project.validated', 'report.verified', 'comments.treated'],
    paths: ['/facts/treatments/*/treatment'],
    why: CHOICE,
  },
  { types: ['project.registered'], paths: ['/facts/code'], bounds: ['identity-taken'], why: ELSEWHERE },
  { types: ['project.deregistered', 'project.withdrawn'], paths: ['/facts/project'], why: CHOICE },
  {
    types: ['report.submitted'],
    paths: ['/facts/amounts', '/facts/amounts/*', '/facts/period/from', '/facts/period/to'],
    bounds: [
      'report-vintages',
      'report-not-over',
      'report-overlap',
      'report-outside-crediting',
      'report-before-ccer',
    ],
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
    bounds: ['buffer-share', 'risk-rating'],
    why: 'a rating that comes to the same tonnes',
  },
  {
    types: ['reversal.recorded'],
    paths: ['/facts/cause', '/facts/occurredOn'],
    bounds: ['reversal-not-yet', 'reversal-outside-crediting'],
    why: 'the land itself',
  },
  {
    types: ['reversal.recorded'],
    paths: ['/facts/items'],
    bounds: ['buffer-order', 'units-not-buffer', 'reversal-sum'],
    why: ORDER,
    only: /before$/,
  },
  {
    types: ['income.divided'],
    paths: ['/facts/settledOn'],
    bounds: ['income-day', 'income-version'],
    why: 'on which day the money arrived',
  },
  {
    types: ['income.divided'],
    paths: ['/facts/shares'],
    bounds: ['income-share'],
    why: ORDER,
    only: /before$/,
  },
  ...unseenOfPower,
  ...unseenOfStatements,
  ...unseenOfParks,
  // What ends one way may as well have ended in another that the same side has.
  {
    types: [
      ...['transfer.accepted', 'transfer.rejected', 'pledge.accepted', 'pledge.rejected', 'pledge.enforced'],
      ...['pledge.released', 'project.refused', 'project.deactivated', 'accreditation.withdrawn'],
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
