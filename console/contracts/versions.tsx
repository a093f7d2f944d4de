/** The terms of every version: months, volumes, and the prices to whom they are shown. */
import type { ContractPrices, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { type Fact, Facts } from '../parts/facts.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { lastMonthOf } from './curve.ts';
import { contractWords } from './words.ts';

type Version = PowerPurchaseAgreement['versions'][number];
/** A signed version has the day; one that waits or was declined has none. */
type Shown = Omit<Version, 'signedOn'> & { signedOn?: string };

export function Versions({ contract }: { contract: PowerPurchaseAgreement }) {
  const say = useWords(contractWords);
  const { versions, pending, declined } = contract;
  const all: Shown[] = [...versions, ...[pending ?? declined].filter((each) => each !== undefined)];
  const isShown = all.some(({ prices }) => prices);
  return (
    <section className="card">
      <h2>{say('versions.title')}</h2>
      <p className="soft">{say(isShown ? 'versions.sealed' : 'versions.hidden')}</p>
      {all.toReversed().map((version) => (
        <VersionFacts key={version.version} version={version} isPending={version === pending} />
      ))}
    </section>
  );
}

function VersionFacts({ version, isPending }: { version: Shown; isPending: boolean }) {
  const say = useWords(contractWords);
  const { number, percent } = useFormats();
  const { megawattHours, from, signedOn, deviationToleranceBasisPoints, document, regulation, seal } =
    version;
  const prices = usePriceFacts(version.prices);
  const total = megawattHours.reduce((sum, each) => sum + each, 0);
  return (
    <>
      <h3>{say('versions.version', { version: version.version })}</h3>
      <Facts
        facts={[
          [say('versions.signedOn'), signedOn ?? (isPending && say('versions.waiting'))],
          [say('months'), say('span', { from, to: lastMonthOf(version) })],
          [
            say('versions.volumes'),
            say('versions.volumesOf', { months: megawattHours.length, total: number(total) }),
          ],
          [say('versions.tolerance'), percent(deviationToleranceBasisPoints)],
          ...prices,
          [say('versions.document'), document && <code key="document">{document.sha256}</code>],
          [say('versions.regulation'), regulation && <code key="regulation">{regulation.sha256}</code>],
          [say('versions.seal'), seal && <code key="seal">{seal.sealed}</code>],
        ]}
      />
    </>
  );
}

function usePriceFacts(prices: ContractPrices | undefined): Fact[] {
  const say = useWords(contractWords);
  const { yuan, percent } = useFormats();
  if (!prices) return [];
  const per = (fen: number | undefined) => fen !== undefined && say('versions.perMwh', { price: yuan(fen) });
  const { periods, index } = prices;
  const byPeriod = periods?.fenPerMegawattHour;
  return [
    [
      say('versions.energy'),
      byPeriod
        ? say('versions.perMwh', {
            price: say('versions.period', {
              peak: yuan(byPeriod.peak),
              flat: yuan(byPeriod.flat),
              valley: yuan(byPeriod.valley),
            }),
          })
        : per(prices.energyFenPerMegawattHour),
    ],
    [say('versions.environmental'), per(prices.environmentalFenPerMegawattHour)],
    [say('versions.transmission'), per(prices.transmissionFenPerMegawattHour)],
    [say('versions.deviation'), per(prices.deviationFenPerMegawattHour)],
    [
      say('versions.index'),
      index &&
        say('versions.indexOf', {
          share: percent(index.shareBasisPoints),
          name: index.name,
          base: index.base,
        }),
    ],
  ];
}
