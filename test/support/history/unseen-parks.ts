/** Members of events about parks, and of what their statements roll up, of which a lie goes unseen. */
import { CHOICE, ORDER, TEXT, type UnseenMember } from './unseen-reasons.ts';

const FIGURES = 'what a source outside the registry says, or what sealed lines come to';

export const unseenOfParks: readonly UnseenMember[] = [
  {
    types: ['park.registered'],
    paths: ['name', 'province', 'subParks', 'subParks/*/code', 'subParks/*/name'].map(
      (member) => `/facts/${member}`,
    ),
    bounds: ['roll-up-park', 'park-sub-park'],
    why: TEXT,
  },
  {
    types: ['park.target-set'],
    paths: ['/facts/value', '/facts/year', '/facts/source'],
    why: FIGURES,
  },
  {
    types: ['park.member-left'],
    paths: ['/by/org', '/facts/to'],
    bounds: ['park-of-another', 'park-member-leaves', 'park-member-twice'],
    why: CHOICE,
  },
  {
    types: ['statement.submitted', 'statement.revised'],
    paths: [
      ...['', '/shares', '/shares/cleanEnergy', '/source'].map((member) => `/facts/energy${member}`),
      '/facts/park/flows/count',
    ],
    bounds: ['roll-up-energy'],
    why: FIGURES,
  },
  { types: ['statement.submitted'], paths: ['/facts/park/members'], why: ORDER, only: /before$/ },
];
