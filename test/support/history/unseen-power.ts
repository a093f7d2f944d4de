/**
 * Members of events about green power about which an event may lie so that no replay can tell. See
 * unseen-members.ts.
 */
import type { EventType } from '../../../shared/ledger/event.ts';
import {
  CHOICE,
  DOCUMENT,
  ELSEWHERE,
  METERED,
  ORDER,
  PLANT,
  SEAL,
  TEXT,
  type UnseenMember,
} from './unseen-reasons.ts';

export const unseenOfPower: readonly UnseenMember[] = [
  { types: ['contract.declined', 'contract.settled'], paths: ['/by', '/by/org'], why: CHOICE },
  { types: ['account.opened'], paths: ['/facts/organization'], bounds: ['province-holder'], why: CHOICE },
  { types: ['account.opened'], paths: ['/facts/province'], bounds: ['identity-taken'], why: CHOICE },
  {
    types: ['facility.registered', 'facility.storage-recorded'],
    paths: [
      ...['name', 'banner', 'capacityKilowatts', 'connectedOn', 'marketBased', 'technology', 'code'],
      ...['storage', 'storage/kilowatts', 'storage/kilowattHours'],
      ...['meters', 'meters/*', 'meters/*/id', 'meters/*/kind'],
    ].map((member) => `/facts/${member}`),
    bounds: [
      ...(['generation-capacity', 'generation-before-connection', 'facility-connected-early'] as const),
      ...(['generation-meter', 'facility-meters', 'facility-market-based', 'contract-tradable'] as const),
      ...(['facility-storage', 'facility-storage-same', 'identity-taken'] as const),
    ],
    why: PLANT,
  },
  { types: ['facility.imported'], paths: ['/facts/name'], why: TEXT },
  {
    types: ['facility.imported', 'supply.imported'],
    paths: ['/facts/origin', '/facts/origin/code', '/facts/origin/source'],
    bounds: ['identity-taken'],
    why: ELSEWHERE,
  },
  {
    types: ['generation.recorded', 'consumption.recorded'],
    paths: [
      ...['kilowattHours', 'dischargedKilowattHours', 'curtailedKilowattHours', 'month', 'energy'],
      ...['intervals', 'intervals/sha256'],
    ].map((member) => `/facts/${member}`),
    bounds: ['generation-net', 'settlement-consumption', 'settlement-matched', 'reading-not-pending'],
    why: METERED,
  },
  {
    types: ['generation.confirmed'],
    paths: ['/facts/issued/code'],
    bounds: ['certificate-code', 'identity-taken'],
    why: ELSEWHERE,
  },
  {
    types: ['generation.confirmed', 'generation.imported'],
    paths: ['/facts/issued/lanes', '/facts/lanes'],
    bounds: ['lanes-not-a-partition'],
    why: CHOICE,
  },
  {
    types: ['contract.proposed'],
    paths: ['from', 'megawattHours', 'megawattHours/*', 'deviationToleranceBasisPoints'].map(
      (member) => `/facts/${member}`,
    ),
    bounds: [
      'settlement-volume',
      'contract-volume',
      'contract-months',
      'contract-short',
      'contract-backwards',
    ],
    why: CHOICE,
  },
  {
    types: ['contract.proposed'],
    paths: ['generation', 'selfUse', 'onGrid', 'consumption', 'curtailed'].map(
      (member) => `/facts/plan/*/${member}`,
    ),
    bounds: ['contract-plan-sums', 'contract-ratio', 'contract-load'],
    why: CHOICE,
  },
  {
    types: ['contract.proposed'],
    paths: ['/facts/buyers/*', '/facts/buyers/*/meterPoint'],
    bounds: ['contract-changed'],
    why: TEXT,
  },
  {
    types: ['contract.proposed'],
    paths: ['/facts/buyers', '/facts/buyers/*/organization'],
    bounds: ['contract-buyer', 'contract-buyer-repeated', 'contract-kind', 'contract-turn'],
    why: CHOICE,
    only: /^[["]/,
  },
  {
    types: ['contract.proposed'],
    paths: ['/facts/document', '/facts/regulation'],
    bounds: ['contract-regulation', 'contract-storage'],
    why: DOCUMENT,
  },
  { types: ['contract.proposed'], paths: ['/sealed'], bounds: ['contract-unsealed'], why: SEAL },
  { types: ['contract.settled'], paths: ['/sealed'], bounds: ['settlement-unsealed'], why: SEAL },
  {
    types: ['contract.settled'],
    paths: ['/facts/matchedKilowattHours'],
    bounds: ['settlement-matched'],
    why: 'the hours are private, and the log has their digests',
  },
  {
    types: [
      ...['certificates.frozen', 'certificates.released', 'certificates.cancelled', 'units.expired'],
      ...['units.retired', 'supply.delivered', 'contract.settled'],
    ] as EventType[],
    paths: ['/facts/items', '/facts/items/*/ranges', '/facts/deliveries/*/items/*/ranges'],
    why: ORDER,
    only: /before$/,
  },
  {
    types: ['certificates.frozen'],
    paths: ['/facts/more', '/facts/remaining', '/facts/locked'],
    why: 'what a call saw of the rest is nobody’s claim: that nothing is left, the registration proves',
  },
  {
    types: ['month.expired'],
    paths: ['/facts/month'],
    bounds: ['expired-early'],
    why: 'nothing of many months was ever live',
  },
  {
    types: ['generation.imported', 'supply.imported'],
    paths: ['period', 'period/from', 'period/to', 'signedOn', 'deliverBy', 'megawattHours'].map(
      (member) => `/facts/${member}`,
    ),
    bounds: ['supply-generation-early', 'supply-days', 'supply-over-issued'],
    why: ELSEWHERE,
  },
  {
    types: ['generation.imported'],
    paths: ['certificates/*/number', 'certificates/*/kilowattHours'].map((member) => `/facts/${member}`),
    bounds: ['supply-certificate-quantity', 'supply-certificate-overdrawn', 'supply-certificate-repeated'],
    why: ELSEWHERE,
  },
  { types: ['generation.imported'], paths: ['/facts/certificates'], why: ORDER, only: /before$/ },
  {
    types: ['supply.delivered'],
    paths: ['/facts/to'],
    bounds: ['transfer-to-self', 'supply-to-province', 'account-unknown'],
    why: ELSEWHERE,
  },
];
