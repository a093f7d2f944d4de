/**
 * Certificates in the columns of EnergyTag's granular certificate bundles. They are no granular certificates:
 * EnergyTag has a bundle produced within an hour at most, and a green certificate is issued for a month of
 * generation. So the interval is the month, and whoever reads the file can tell.
 */

import { addDays } from '../../../shared/base/day.ts';
import { technologyNames } from '../../../shared/power/technology.ts';
import { quantityOf } from '../../../shared/units/block.ts';
import type { CertificateBlock, CertificateTable, HeldCertificates } from './certificate-table.ts';

interface Bundle {
  held: HeldCertificates;
  block: CertificateBlock;
  issuer: string;
}

/** One certificate is 1 MWh. (国能发新能规〔2024〕67号, H) */
const WATT_HOURS_PER_CERTIFICATE = 1_000_000;
const WATTS_PER_KILOWATT = 1000;

/** EnergyTag's statuses (M): what is used up is cancelled; claims of theirs are made elsewhere. */
const STATUSES: Readonly<Record<string, string>> = {
  held: 'Active',
  offered: 'Reserved',
  pledged: 'Locked',
  frozen: 'Locked',
  retired: 'Cancelled',
  cancelled: 'Withdrawn',
  expired: 'Expired',
};

/** Where the energy went, for each kind of energy. */
const DISSEMINATION: Readonly<Record<string, string>> = {
  'on-grid': 'public grid',
  'mechanism-priced': 'public grid',
  'self-use': 'self-consumed',
  'off-grid': 'off-grid',
};

/** The instant at which a day begins in China, UTC+8. */
const beginOf = (day: string): string => `${addDays(day, -1)}T16:00:00Z`;

const nothing = () => '';

export const energyTagBundles: CertificateTable<Bundle> = {
  format: 'energytag',
  table: 'bundles',
  source:
    'GranularCertificateBundleReadFull and GranularCertificateBundleBase.beneficiary of gc_registry, the reference implementation of the EnergyTag GC Registry API Specification v2 (2024-03-04), without its fields of database (id, hash, is_deleted); the specification itself was not at hand, and it has no CSV: the order is that of the class',
  confidence: 'M',
  rowsOf: (held, issuer) => held.blocks.map((block) => ({ held, block, issuer })),
  columns: [
    ['certificate_bundle_status', ({ block }) => STATUSES[block.status] ?? block.status],
    ['account_id', ({ block }) => block.account],
    ['certificate_bundle_id_range_start', ({ block }) => block.from],
    ['certificate_bundle_id_range_end', ({ block }) => block.to],
    ['bundle_quantity', ({ block }) => quantityOf(block)],
    ['beneficiary', ({ block }) => block.retired?.beneficiary ?? ''],
    ['issuance_id', ({ held }) => held.batch],
    ['energy_carrier', () => 'Electricity'],
    ['energy_source', ({ held }) => technologyNames[held.facility.technology].en],
    ['face_value', () => WATT_HOURS_PER_CERTIFICATE],
    // Certificates are issued for metered generation alone, and storage that discharges earns none.
    ['issuance_post_energy_carrier_conversion', () => 'false'],
    ['registry_configuration', nothing],
    ['device_id', ({ held }) => held.facility.id],
    ['device_name', ({ held }) => held.facility.name],
    ['device_technology_type', nothing],
    // The day on which it was connected to the grid.
    ['device_production_start_date', ({ held }) => held.facility.connectedOn ?? ''],
    ['device_capacity', ({ held: { facility } }) => watts(facility.capacityKilowatts)],
    ['device_location', nothing],
    ['production_starting_interval', ({ held }) => beginOf(held.generated.from)],
    ['production_ending_interval', ({ held }) => beginOf(addDays(held.generated.to, 1))],
    ['expiry_datestamp', ({ held }) => held.validThrough],
    ['is_storage', () => 'false'],
    ['allocated_storage_record_id', nothing],
    ['discharging_start_datetime', nothing],
    ['discharging_end_datetime', nothing],
    ['storage_efficiency_factor', nothing],
    ['country_of_issuance', () => 'China'],
    ['connected_grid_identification', nothing],
    ['issuing_body', ({ issuer }) => issuer],
    ['legal_status', nothing],
    ['issuance_purpose', nothing],
    ['support_received', ({ held }) => (held.energy === 'mechanism-priced' ? '机制电价' : '')],
    ['quality_scheme_reference', nothing],
    ['dissemination_level', ({ held }) => DISSEMINATION[held.energy] ?? ''],
    ['issue_market_zone', nothing],
    ['emissions_factor_production_device', nothing],
    ['emissions_factor_source', nothing],
  ],
};

const watts = (kilowatts: number | undefined): number | '' =>
  kilowatts === undefined ? '' : kilowatts * WATTS_PER_KILOWATT;
