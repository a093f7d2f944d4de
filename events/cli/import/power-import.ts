/**
 * Brings checked rows into a registry: contract by contract the generation behind it, and for each
 * certificate the delivery to its beneficiary and the retirement in its name. Each step has an
 * Idempotency-Key made from its subject; so an interrupted import is simply run again.
 */
import { eachBounded } from '../../../shared/base/bounded.ts';
import { plainNumber } from '../../../shared/units/foreign-number.ts';
import type { InstrumentCode } from '../../../shared/units/instrument.ts';
import type { MovedItem } from '../../client/operations.schemas.ts';
import {
  getV1SupplyContracts,
  postV1Retirements,
  postV1SupplyContractsIdDeliveries,
  postV1SupplyContractsImports,
} from '../../client/operations.ts';
import { change, every } from '../../client/request.ts';
import type { Findings } from '../../exchange/findings.ts';
import { type Places, placeIn } from '../../exchange/import/places.ts';
import { isKind, requireSame } from '../../exchange/import/registered-already.ts';
import { errorAt, RowError } from '../../exchange/import/row-error.ts';
import { Made } from '../../exchange/import/sink-registry.ts';
import { keyOf } from '../../exchange/import/step-key.ts';
import type { Row } from '../../exchange/table.ts';
import type { ApiClient } from '../api-client.ts';
import type { Words } from '../words.ts';
import { certificatesOf, type PowerContract, type PowerGeneration } from './power-files.ts';
import { PowerOrganizations, rolesOf } from './power-organizations.ts';
import { CERTIFICATE_PLACES, CONTRACT_PLACES, GENERATION_PLACES } from './power-places.ts';
import { Delivery, Supply } from './power-registry.ts';
import { certificateRetirement, requireRetirable } from './power-retirement.ts';
import type { PowerCertificate } from './power-shares.ts';
import { PowerSources } from './power-sources.ts';

/** The instrument of such contracts' certificates. */
const INSTRUMENT: InstrumentCode = 'IREC';
/** Organizations registered at a time. */
const ORGANIZATIONS_PARALLEL = 6;
/**
 * Number of contracts at a time. Deliveries of one contract all advance it, so they run one after the other.
 */
const CONTRACTS_PARALLEL = 6;
/** Retirements at a time, for each contract. */
const RETIREMENTS_PARALLEL = 4;

/** The result of a contract's import. */
export interface ImportedContract {
  supply: string;
  /** Facilities that generate for it. */
  facilities: Set<string>;
}

/** The data for handing over a generation's certificates. */
interface Fulfilling {
  contract: PowerContract;
  supply: string;
  /** By certificate, the batch that was issued of it. */
  batches: ReadonlyMap<string, string>;
  organizations: PowerOrganizations;
}

/** Steps of an import, for its progress. */
export const stepsOf = (contracts: readonly PowerContract[]): number =>
  rolesOf(contracts).size + contracts.reduce((sum, each) => sum + 1 + certificatesOf(each).length, 0);

export class PowerImport {
  readonly imported = new Map<PowerContract, ImportedContract>();
  private readonly client: ApiClient;
  private readonly source: string;
  private readonly findings: Findings;
  private readonly onStep: () => void;

  constructor(client: ApiClient, source: string, findings: Findings, onStep: () => void) {
    this.client = client;
    this.source = source;
    this.findings = findings;
    this.onStep = onStep;
  }

  async run(all: readonly PowerContract[]): Promise<void> {
    const contracts = await this.ofThisSource(all);
    const organizations = new PowerOrganizations(this.client, this.source, this.findings, contracts);
    const { names } = organizations;
    for (let left = rolesOf(all).size - names.length; left > 0; left--) this.onStep();
    const sources = new PowerSources(this.client, this.source, organizations);
    await eachBounded(names, ORGANIZATIONS_PARALLEL, async (name) => {
      // Failures are reported where the organization is needed; one that concerns all rows
      // ends the import here.
      await organizations.holder(name).catch((error: unknown) => errorAt(error, () => undefined));
      this.onStep();
    });
    await eachBounded(contracts, CONTRACTS_PARALLEL, (contract) =>
      this.contract(contract, organizations, sources),
    );
  }

  /**
   * Contracts without those from another source: otherwise all their organizations would be
   * registered a second time.
   */
  private async ofThisSource(contracts: readonly PowerContract[]): Promise<PowerContract[]> {
    const sources = new Map<string, string>();
    for await (const { instrument, origin } of every(this.client, getV1SupplyContracts(), Supply))
      if (instrument === INSTRUMENT) sources.set(origin.code, origin.source);
    return contracts.filter((contract) => {
      const { code, row } = contract;
      const source = sources.get(code);
      if (source === undefined || source === this.source) return true;
      this.findings.error(row.file, row.cells.contract, {
        zh: `合同 ${code} 已由来源「${source}」导入，请核对 --source`,
        en: `the contract ${code} was imported from "${source}" before; check --source`,
      });
      this.onStep();
      this.leaveOut(certificatesOf(contract), notImported(code));
      return false;
    });
  }

  private async contract(
    contract: PowerContract,
    organizations: PowerOrganizations,
    sources: PowerSources,
  ): Promise<void> {
    const supply = await this.guard(contract.row, CONTRACT_PLACES, () =>
      this.supply(contract, organizations),
    );
    this.onStep();
    if (supply === undefined) {
      this.leaveOut(certificatesOf(contract), notImported(contract.code));
      return;
    }
    const facilities = new Set<string>();
    this.imported.set(contract, { supply, facilities });
    for (const whole of contract.generations) {
      const [first, ...more] = await this.retirable(whole.certificates, organizations);
      if (!first) continue;
      const generation: PowerGeneration = { ...whole, certificates: [first, ...more] };
      const { certificates } = generation;
      const batches = await this.guard(certificates[0].row, GENERATION_PLACES, async () => {
        const facility = await sources.facility(generation.generator, generation.technology);
        facilities.add(facility);
        return sources.batches(contract, supply, generation, facility);
      });
      if (batches) await this.certificates({ contract, supply, batches, organizations }, certificates);
      else
        this.leaveOut(
          certificates.slice(1),
          {
            zh: `同批证书 ${certificates[0].code} 未能签发，本证书随之未导入`,
            en: `not imported: neither was ${certificates[0].code}, with which it is issued`,
          },
          certificates.length,
        );
    }
  }

  /** Certificates that, as far as is known, can be delivered and retired: nothing is issued of others. */
  private async retirable(
    certificates: readonly PowerCertificate[],
    organizations: PowerOrganizations,
  ): Promise<PowerCertificate[]> {
    const sound: PowerCertificate[] = [];
    for (const certificate of certificates) {
      const holder = await this.guard(certificate.row, CERTIFICATE_PLACES, async () => {
        requireRetirable(this.source, certificate);
        return organizations.holder(certificate.beneficiary);
      });
      if (holder) sound.push(certificate);
      else this.onStep();
    }
    return sound;
  }

  /** Reports each row that fails because of another. */
  private leaveOut(
    certificates: readonly PowerCertificate[],
    words: Words,
    steps = certificates.length,
  ): void {
    for (const { row } of certificates) this.findings.error(row.file, row.cells.contract, words);
    for (let step = 0; step < steps; step++) this.onStep();
  }

  private async supply(contract: PowerContract, organizations: PowerOrganizations): Promise<string> {
    const { code, technology, signedOn, deliverBy, period, megawattHours } = contract;
    const { id: seller } = await organizations.holder(contract.seller).catch((error: unknown) => {
      // The faults of this request are the seller's, whatever the members are called.
      throw new RowError(errorAt(error, () => undefined).words, contract.row.cells.seller);
    });
    const origin = { source: this.source, code };
    const terms = { seller, technology, instrument: INSTRUMENT, signedOn, deliverBy, period, megawattHours };
    try {
      const key = keyOf('supply', this.source, code);
      const body = { ...terms, origin };
      return (await change(this.client, postV1SupplyContractsImports(body), key, Supply)).id;
    } catch (error) {
      if (!isKind(error, ['supply-already-imported', 'idempotency-key-reused'])) throw error;
      for await (const there of every(this.client, getV1SupplyContracts(), Supply))
        if (there.instrument === INSTRUMENT && there.origin.code === code) {
          requireSame(there, { ...terms, origin });
          return there.id;
        }
      throw error;
    }
  }

  /** Deliveries run one by one; retirements follow. */
  private async certificates(of: Fulfilling, certificates: readonly PowerCertificate[]): Promise<void> {
    const retiring = new Set<Promise<void>>();
    let failure: { error: unknown } | undefined;
    for (const certificate of certificates) {
      if (failure) break;
      const { row } = certificate;
      const handed = await this.guard(row, CERTIFICATE_PLACES, () => this.handOver(of, certificate));
      if (!handed) {
        this.onStep();
        continue;
      }
      const retirement = this.guard(row, CERTIFICATE_PLACES, () =>
        this.retire(certificate, handed.account, handed.items),
      )
        .then(this.onStep, (error: unknown) => {
          failure = { error };
        })
        .finally(() => retiring.delete(retirement));
      retiring.add(retirement);
      if (retiring.size >= RETIREMENTS_PARALLEL) await Promise.race(retiring);
    }
    await Promise.all(retiring);
    if (failure) throw failure.error;
  }

  /**
   * Delivers to the beneficiary; the seller's own use, named by its issuance, needs no delivery. Returns the
   * units to retire, and their account.
   */
  private async handOver(
    { contract, supply, batches, organizations }: Fulfilling,
    { code, beneficiary, megawattHours }: PowerCertificate,
  ): Promise<{ account: string; items: MovedItem[] }> {
    const { account } = await organizations.holder(beneficiary);
    const items = [{ batch: batches.get(plainNumber(code))!, quantity: megawattHours }];
    if (beneficiary === contract.seller) return { account, items };
    const key = keyOf('delivery', this.source, contract.code, plainNumber(code));
    const body = { to: account, items, retiredElsewhere: true };
    const delivering = postV1SupplyContractsIdDeliveries(supply, body);
    const { serials } = await change(this.client, delivering, key, Delivery);
    // Exactly the serials that were delivered for this certificate.
    return { account, items: serials };
  }

  private async retire(certificate: PowerCertificate, account: string, items: MovedItem[]): Promise<void> {
    const { code, contract } = certificate;
    await change(
      this.client,
      postV1Retirements({
        account,
        items,
        ...certificateRetirement(this.source, certificate),
        purpose: 'voluntary-statement',
      }),
      keyOf('certificate-retirement', this.source, contract, plainNumber(code)),
      Made,
    );
  }

  /**
   * A refusal by the registry is its row's error; an unreachable registry, or one that doesn't know us,
   * concerns all rows.
   */
  private async guard<T>(row: Row<string>, places: Places, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      const { at, words } = errorAt(error, (pointers) => placeIn(row, places, pointers));
      this.findings.error(row.file, at ?? row.at, words);
      return undefined;
    }
  }
}

const notImported = (code: string): Words => ({
  zh: `合同 ${code} 未能导入`,
  en: `the contract ${code} could not be imported`,
});
