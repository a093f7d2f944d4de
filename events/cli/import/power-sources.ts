/** The origin of power contracts' certificates: facilities, and the batches that they generated. */
import type { Technology } from '../../../shared/power/technology.ts';
import { plainNumber } from '../../../shared/units/foreign-number.ts';
import {
  getV1Facilities,
  getV1FacilitiesIdBatches,
  postV1FacilitiesImports,
  postV1SupplyContractsIdGeneration,
} from '../../client/operations.ts';
import { change, every } from '../../client/request.ts';
import { refusalWords } from '../../exchange/import/refusal-words.ts';
import { isKind, requireSame } from '../../exchange/import/registered-already.ts';
import { RowError } from '../../exchange/import/row-error.ts';
import { keyOf } from '../../exchange/import/step-key.ts';
import { RefusedError } from '../../exchange/refused.ts';
import type { ApiClient } from '../api-client.ts';
import { megawattHoursOf, type PowerContract, type PowerGeneration } from './power-files.ts';
import type { PowerOrganizations } from './power-organizations.ts';
import { CertificateBatch, Facility } from './power-registry.ts';
import type { PowerCertificate } from './power-shares.ts';

/** Certificates per commit; the registry says so if long numbers leave room for fewer. */
const CERTIFICATES_AT_ONCE = 60;

export class PowerSources {
  private readonly client: ApiClient;
  private readonly source: string;
  private readonly organizations: PowerOrganizations;
  private readonly facilities = new Map<string, Promise<Facility>>();
  /** The last facility of each generator: the next one waits, so that the first gets the bare name. */
  private readonly generators = new Map<string, Promise<unknown>>();

  constructor(client: ApiClient, source: string, organizations: PowerOrganizations) {
    this.client = client;
    this.source = source;
    this.organizations = organizations;
  }

  /**
   * The id of the generator's facility of that technology.
   * @throws RefusedError, UnavailableError, RowError
   */
  async facility(generator: string, technology: Technology): Promise<string> {
    const key = JSON.stringify([generator, technology]);
    let known = this.facilities.get(key);
    if (!known) {
      const before = this.generators.get(generator) ?? Promise.resolve();
      known = before.catch(() => undefined).then(() => this.importFacility(generator, technology));
      this.facilities.set(key, known);
      this.generators.set(generator, known);
    }
    return (await known).id;
  }

  /** Named as the generator; a plant of another technology gets that name and its technology. */
  private async importFacility(generator: string, technology: Technology): Promise<Facility> {
    const { id: owner } = await this.organizations.holder(generator);
    const bare = await this.importNamed(generator, technology, owner);
    if (bare.technology === technology) return bare;
    const named = await this.importNamed(`${generator} (${technology})`, technology, owner);
    requireSame(named, { technology });
    return named;
  }

  /** The facility of that code, imported if it is missing. */
  private async importNamed(code: string, technology: Technology, owner: string): Promise<Facility> {
    const origin = { source: this.source, code };
    try {
      const body = { name: code, technology, owner, origin };
      return await change(
        this.client,
        postV1FacilitiesImports(body),
        keyOf('facility', this.source, code),
        Facility,
      );
    } catch (error) {
      if (!isKind(error, ['registration-already-taken', 'idempotency-key-reused'])) throw error;
      for await (const there of every(this.client, getV1Facilities(), Facility))
        if (there.origin?.source === origin.source && there.origin.code === code) return there;
      throw error;
    }
  }

  /**
   * By certificate (its plain number), the batch issued of it for the contract. If an earlier run knew fewer
   * certificates, the missing ones are issued in addition. @throws RefusedError, UnavailableError, RowError
   */
  async batches(
    contract: PowerContract,
    supply: string,
    generation: PowerGeneration,
    facility: string,
  ): Promise<Map<string, string>> {
    const { period, certificates } = generation;
    const before = new Map<string, { batch: string; drawn: number }>();
    let issued = 0;
    for await (const each of every(this.client, getV1FacilitiesIdBatches(facility), CertificateBatch)) {
      const { from, to } = each.generated ?? {};
      if (each.supply !== supply || from !== period.from || to !== period.to) continue;
      issued += each.issued;
      for (const { number, drawn } of each.certificates ?? [])
        before.set(plainNumber(number), { batch: each.id, drawn });
    }
    requireNoMore(issued, before, certificates);
    const missing = certificates.filter(({ code }) => !before.has(plainNumber(code)));
    const batches = new Map([...before].map(([number, { batch }]) => [number, batch]));
    for (let at = 0; at < missing.length; at += CERTIFICATES_AT_ONCE)
      for (const [number, batch] of await this.issue(
        { contract, supply, facility, generation },
        missing.slice(at, at + CERTIFICATES_AT_ONCE),
      ))
        batches.set(number, batch);
    return batches;
  }

  /** Issues the parts taken of these certificates; in halves where one commit can't name them all. */
  private async issue(
    of: { contract: PowerContract; supply: string; facility: string; generation: PowerGeneration },
    certificates: readonly PowerCertificate[],
  ): Promise<[string, string][]> {
    const { contract, supply, facility, generation } = of;
    const { generator, period } = generation;
    const numbers = certificates.map(({ code }) => plainNumber(code));
    const key = keyOf(
      'generation',
      this.source,
      contract.code,
      generator,
      period.from,
      period.to,
      ...numbers,
    );
    const ownUse = certificates.filter(({ beneficiary }) => beneficiary === contract.seller);
    const body = {
      facility,
      period,
      kilowattHours: megawattHoursOf(certificates) * 1000,
      retiredElsewhere: megawattHoursOf(ownUse),
      certificates: certificates.map(
        ({ code: number, wholeKilowattHours: kilowattHours, megawattHours }) => ({
          number,
          kilowattHours,
          drawn: megawattHours * 1000,
        }),
      ),
    };
    try {
      const issuing = postV1SupplyContractsIdGeneration(supply, body);
      const { id } = await change(this.client, issuing, key, CertificateBatch);
      return numbers.map((number) => [number, id]);
    } catch (error) {
      if (!isKind(error, ['too-many-certificates']) || certificates.length === 1)
        throw this.atCertificate(error, certificates);
      const middle = Math.ceil(certificates.length / 2);
      const first = await this.issue(of, certificates.slice(0, middle));
      return [...first, ...(await this.issue(of, certificates.slice(middle)))];
    }
  }

  /** The registry's objection to one of the certificates is that row's error. */
  private atCertificate(error: unknown, certificates: readonly PowerCertificate[]): unknown {
    if (!(error instanceof RefusedError)) return error;
    for (const pointer of error.pointers) {
      const [, index, member] = /^#\/certificates\/(\d+)\/(\w+)/.exec(pointer) ?? [];
      const certificate = index === undefined ? undefined : certificates[Number(index)];
      if (!certificate) continue;
      const { cells } = certificate.row;
      const at = member === 'number' ? cells.certificate : cells.volume_kwh;
      return new RowError(refusalWords(error), at);
    }
    return error;
  }
}

/** The registry keeps its data: it must not exceed the rows. @throws RowError */
function requireNoMore(
  issued: number,
  before: ReadonlyMap<string, { drawn: number }>,
  certificates: PowerGeneration['certificates'],
): void {
  const wanted = megawattHoursOf(certificates);
  if (issued > wanted)
    throw new RowError(
      {
        zh: `登记簿已为此期间签发 ${issued} 兆瓦时，文件合计 ${wanted}；请核对是否缺少证书行`,
        en: `the registry has issued ${issued} MWh for this period, the file has ${wanted}; is a certificate missing?`,
      },
      certificates[0].row.cells.volume_kwh,
    );
  for (const { code, megawattHours, row } of certificates) {
    const drawn = before.get(code)?.drawn;
    if (drawn !== undefined && drawn !== megawattHours * 1000)
      throw new RowError(
        {
          zh: `登记簿已为本合同取用该证书 ${drawn} 千瓦时，文件为 ${megawattHours * 1000}`,
          en: `the registry has taken ${drawn} kWh of this certificate for the contract, the file says ${megawattHours * 1000}`,
        },
        row.cells.volume_kwh,
      );
  }
}
