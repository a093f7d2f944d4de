/** Where the certificates of power contracts come from: facilities, and the batches that they generated. */
import type { Technology } from '../../../shared/power/technology.ts';
import type { ApiClient } from '../api-client.ts';
import { megawattHoursOf, type PowerContract, type PowerGeneration } from './power-files.ts';
import type { PowerOrganizations } from './power-organizations.ts';
import { CertificateBatch, Facility } from './power-registry.ts';
import { isKind, requireSame } from './registered-already.ts';
import { RowError } from './row-error.ts';
import { keyOf } from './step-key.ts';

export class PowerSources {
  private readonly client: ApiClient;
  private readonly source: string;
  private readonly organizations: PowerOrganizations;
  private readonly facilities = new Map<string, Promise<Facility>>();

  constructor(client: ApiClient, source: string, organizations: PowerOrganizations) {
    this.client = client;
    this.source = source;
    this.organizations = organizations;
  }

  /** The id of the generator's facility, of that technology. @throws RefusedError, UnavailableError, RowError */
  async facility(generator: string, technology: Technology): Promise<string> {
    const known = this.facilities.get(generator) ?? this.importFacility(generator, technology);
    this.facilities.set(generator, known);
    const facility = await known;
    requireSame(facility, { technology });
    return facility.id;
  }

  private async importFacility(generator: string, technology: Technology): Promise<Facility> {
    const { id: owner } = await this.organizations.holder(generator);
    const origin = { source: this.source, code: generator };
    try {
      const body = { name: generator, technology, owner, origin };
      const key = keyOf('facility', this.source, generator);
      return await this.client.post('/v1/facilities/imports', key, body, Facility);
    } catch (error) {
      if (!isKind(error, ['registration-already-taken', 'idempotency-key-reused'])) throw error;
      for await (const there of this.client.list('/v1/facilities', Facility))
        if (there.origin?.source === origin.source && there.origin.code === origin.code) return there;
      throw error;
    }
  }

  /**
   * The batches of what was generated in that period for the contract. Where an earlier run knew of fewer certificates,
   * what is missing is issued besides. @throws RefusedError, UnavailableError, RowError
   */
  async batches(
    contract: PowerContract,
    supply: string,
    { generator, period, certificates }: PowerGeneration,
    facility: string,
  ): Promise<CertificateBatch[]> {
    const wanted = megawattHoursOf(certificates);
    const batches: CertificateBatch[] = [];
    for await (const each of this.client.list(`/v1/facilities/${facility}/batches`, CertificateBatch)) {
      const { from, to } = each.generated ?? {};
      if (each.supply === supply && from === period.from && to === period.to) batches.push(each);
    }
    const before = batches.reduce((sum, { issued }) => sum + issued, 0);
    if (before > wanted)
      throw new RowError(
        {
          zh: `登记簿已为此期间签发 ${before} 兆瓦时，文件合计 ${wanted}；请核对是否缺少证书行`,
          en: `the registry has issued ${before} MWh for this period, the file has ${wanted}; is a certificate missing?`,
        },
        certificates[0].row.cells.volume_kwh,
      );
    if (before === wanted) return batches;
    const key = keyOf('generation', this.source, contract.code, generator, period.from, period.to, before);
    const body = { facility, period, kilowattHours: (wanted - before) * 1000 };
    const path = `/v1/supply-contracts/${supply}/generation`;
    return [...batches, await this.client.post(path, key, body, CertificateBatch)];
  }
}
