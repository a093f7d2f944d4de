/** A settled month: what was delivered to whom, the certificates that moved, and what is owed. */
import { Link, useParams } from 'react-router';
import type { MonthSettlement } from '../../events/client/operations.schemas.ts';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { Receipt } from '../log/receipt.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { FacilityLink } from './facility-link.tsx';
import { readingWords } from './reading-words.ts';
import { useSettlement } from './use-contracts.ts';
import { contractWords } from './words.ts';

export function SettlementPage() {
  const { id = '', month = '' } = useParams();
  const say = useWords(readingWords);
  const sayOf = useWords(contractWords);
  const { data, error, isPending, refetch } = useSettlement(id, month);
  return (
    <>
      <PageHead
        title={say('settlement.title', { month })}
        lead={<Link to={`/contracts/${id}`}>← {sayOf('toContract')}</Link>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <Figures settlement={data} />}
      {data?.deliveries.map((delivery) => (
        <Delivered key={delivery.buyer} settlement={data} delivery={delivery} />
      ))}
      {data && <p className="soft">{say('settlement.sealed')}</p>}
      {data?.commit && <Receipt commit={data.commit} title={say('settlement.done')} />}
    </>
  );
}

function Figures({ settlement }: { settlement: MonthSettlement }) {
  const say = useWords(readingWords);
  const sayOf = useWords(contractWords);
  const { number, yuan } = useFormats();
  const { contractVersion, facility, contractMegawattHours, generatedKilowattHours, shortfall } = settlement;
  const { deliveredBeforeMegawattHours, onGridKilowattHours, curtailedKilowattHours } = settlement;
  const { deliveredMegawattHours, matchedKilowattHours, amounts, seal } = settlement;
  const mwh = (value: number) => sayOf('mwh', { value: number(value) });
  const kwh = (value: number | undefined) => value !== undefined && sayOf('kwh', { value: number(value) });
  const deviation = amounts?.deviation;
  return (
    <section className="card">
      <h2>{say('settlement.figures')}</h2>
      <Facts
        facts={[
          [sayOf('facility'), <FacilityLink key="facility" id={facility} />],
          [say('settlement.version'), sayOf('versions.version', { version: contractVersion })],
          [sayOf('curve.contracted'), mwh(contractMegawattHours)],
          [sayOf('curve.delivered'), <b key="delivered">{mwh(deliveredMegawattHours)}</b>],
          [
            sayOf('curve.shortfall'),
            shortfall && `${mwh(shortfall.megawattHours)}（${sayOf(`curve.sides.${shortfall.side}`)}）`,
          ],
          [sayOf('curve.generated'), kwh(generatedKilowattHours)],
          [say('settlement.before'), deliveredBeforeMegawattHours > 0 && mwh(deliveredBeforeMegawattHours)],
          [say('settlement.onGrid'), kwh(onGridKilowattHours)],
          [say('settlement.curtailed'), kwh(curtailedKilowattHours)],
          [say('settlement.matched'), kwh(matchedKilowattHours)],
          [
            sayOf('curve.deviationFen'),
            deviation &&
              say('settlement.owed', {
                megawattHours: number(deviation.megawattHours),
                side: sayOf(`curve.sides.${deviation.owedBy}`),
                amount: yuan(deviation.fen),
              }),
          ],
          [say('settlement.seal'), seal && <code key="seal">{seal.sealed}</code>],
        ]}
      />
    </section>
  );
}

interface DeliveredProps {
  settlement: MonthSettlement;
  delivery: MonthSettlement['deliveries'][number];
}

function Delivered({ settlement, delivery }: DeliveredProps) {
  const { buyer, consumedKilowattHours, allocatedKilowattHours, megawattHours, serials } = delivery;
  const say = useWords(readingWords);
  const sayOf = useWords(contractWords);
  const { number, yuan } = useFormats();
  const name = useOrganization(buyer).data?.name ?? buyer;
  const part = settlement.amounts?.parts.find((each) => each.buyer === buyer);
  const { energyFen = 0, environmentalFen = 0, transmissionFen = 0 } = part ?? {};
  const amount = (fen: number | undefined) => fen !== undefined && yuan(fen);
  return (
    <section className="card">
      <h2>{say('settlement.buyer', { name })}</h2>
      <Facts
        facts={[
          [say('settlement.consumed'), sayOf('kwh', { value: number(consumedKilowattHours) })],
          [say('settlement.allocated'), sayOf('kwh', { value: number(allocatedKilowattHours) })],
          [say('settlement.delivered'), sayOf('mwh', { value: number(megawattHours) })],
          [sayOf('curve.energyFen'), amount(part?.energyFen)],
          [sayOf('curve.environmentalFen'), amount(part?.environmentalFen)],
          [say('settlement.transmission'), amount(part?.transmissionFen)],
          [
            say('settlement.sum'),
            part && <b key="sum">{yuan(energyFen + environmentalFen + transmissionFen)}</b>,
          ],
        ]}
      />
      {serials.length > 0 && <SerialsTable serials={serials} caption={say('settlement.serials')} />}
    </section>
  );
}
