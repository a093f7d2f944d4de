/** Members of events about statements and claims of which a lie goes unseen. */
import { CHOICE, DOCUMENT, SEAL, TEXT, type UnseenMember } from './unseen-reasons.ts';

const LINES = 'what the lines come to: only their seal is public, and whoever is shown them recomputes it';

export const unseenOfStatements: readonly UnseenMember[] = [
  {
    types: ['statement.submitted', 'statement.revised'],
    paths: [
      ...['', '/location', '/market', '/park910', '/ets'].map((view) => `/facts/totals${view}`),
      ...['', '/count', '/documented', '/metered', '/ownFactors'].map((member) => `/facts/lines${member}`),
      ...['/facts/apart', '/facts/purchasedKilowattHours', '/facts/consumedKilowattHours'],
    ],
    bounds: ['statement-lines', 'claim-says', 'cover-exceeds', 'draw-lines'],
    why: LINES,
  },
  {
    types: ['statement.submitted', 'statement.revised'],
    paths: ['/facts/factors', '/facts/factors/*'],
    bounds: ['statement-factor', 'claim-says'],
    why: LINES,
  },
  { types: ['statement.submitted', 'statement.revised'], paths: ['/sealed'], why: SEAL },
  {
    types: ['statement.submitted', 'statement.revised'],
    paths: ['', '/*', '/*/dataset', '/*/revision'].map((member) => `/facts/datasets${member}`),
    bounds: ['draw-lines', 'draw-order', 'draw-unknown', 'draw-of-another', 'draw-revision'],
    why: LINES,
  },
  {
    types: ['dataset.delivered'],
    paths: ['/sealed', '/facts/rows', '/facts/meterPoints'],
    bounds: ['dataset-unsealed', 'dataset-signature', 'dataset-counts'],
    why: 'rows are sealed: whoever is shown them counts them and opens the seal',
  },
  {
    types: ['dataset.delivered'],
    paths: ['/facts/signature'],
    bounds: ['dataset-signature'],
    why: 'a delivery that nobody signed is the word of who delivers',
  },
  {
    types: ['disclosure.made'],
    paths: ['/by', '/facts/to', '/facts/line'],
    bounds: [
      ...(['disclosure-of-another', 'disclosure-to-itself', 'disclosure-to-side'] as const),
      ...(['organization-unknown', 'disclosure-line'] as const),
    ],
    why: CHOICE,
  },
  { types: ['statement.submitted', 'statement.revised'], paths: ['/facts/boundary'], why: TEXT },
  // Another statement that waits at the same version.
  { types: ['statement.verified'], paths: ['/facts/statement'], why: CHOICE },
  // Another of its own certificates that came in the same way.
  { types: ['units.retired'], paths: ['/facts/items/*/batch'], bounds: ['cover-counts'], why: CHOICE },
  {
    types: ['statement.revised'],
    paths: ['/facts/sector', '/facts/producingSince'],
    why: 'what a subject is',
  },
  {
    types: ['statement.verified', 'claim.made'],
    paths: ['report', 'plan'].flatMap((document) =>
      ['', '/sha256', '/mediaType', '/bytes'].map((member) => `/facts/${document}${member}`),
    ),
    bounds: ['claim-label'],
    why: DOCUMENT,
  },
  {
    types: ['claim.made'],
    paths: ['/facts/label', '/facts/reductions', '/facts/europeanUnion'],
    bounds: ['claim-label'],
    why: CHOICE,
  },
];
