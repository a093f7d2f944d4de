/** One block: what it is, what it was issued for, and its way back to the issuance. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Batch, Block, ProvenanceStep } from '../../events/client/operations.schemas.ts';
import { getV1UnitsBatchSerialProvenance } from '../../events/client/operations.ts';
import { energyNames } from '../../shared/power/technology.ts';
import { useApi } from '../api/use-api.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { AccountName, OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useTypeNames } from '../trail/type-names.ts';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { OriginLink, StatusName, useInstrumentName } from './names.tsx';
import { partsOfCode, serialsText } from './units.ts';
import { useBatches } from './use-units.ts';
import { holdingWords } from './words.ts';

export function BlockPage() {
  const { batch = '', serial = '' } = useParams();
  const api = useApi();
  const say = useWords(holdingWords);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['units', batch, serial, 'provenance'],
    queryFn: ({ signal }) => api.read(getV1UnitsBatchSerialProvenance(batch, serial), signal),
  });
  const of = useBatches([batch]).get(batch);
  return (
    <>
      <PageHead
        title={say('block.title', { serials: data ? serialsText(data.block) : serial })}
        lead={<Link to="/holdings/blocks">← {say('block.back')}</Link>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <BlockFacts block={data.block} unit={of?.unit ?? ''} />}
      {of && <BatchFacts batch={of} />}
      {data && <History steps={data.steps} />}
    </>
  );
}

function BlockFacts({ block, unit }: { block: Block; unit: string }) {
  const say = useWords(holdingWords);
  const { number } = useFormats();
  const { status, since, transfer, pledge, account, quantity, traded, delivered } = block;
  const isRetired = status === 'retired';
  return (
    <section className="card">
      <h2>{say('block.facts')}</h2>
      <Facts
        facts={[
          [say('quantity'), `${number(quantity)} ${unit}`],
          [say('serials'), serialsText(block)],
          [say('status'), <StatusName key="status" status={status} />],
          [say('block.account'), <AccountName key="account" id={account} />],
          [
            say('block.transfer'),
            transfer && (
              <Link key="transfer" to={`/transfers/${transfer}`}>
                {transfer}
              </Link>
            ),
          ],
          [
            say('block.pledge'),
            pledge && (
              <Link key="pledge" to={`/pledges/${pledge}`}>
                {pledge}
              </Link>
            ),
          ],
          [
            say('block.retirement'),
            isRetired && (
              <Link key="retirement" to={`/retirements/${since}`}>
                {say('sinceRetired')}
              </Link>
            ),
          ],
          [say('traded'), traded && say('yes')],
          [say('delivered'), delivered && say('yes')],
        ]}
      />
    </section>
  );
}

function BatchFacts({ batch }: { batch: Batch }) {
  const say = useWords(holdingWords);
  const nameOf = useInstrumentName();
  const language = useWordsLanguage();
  const { number } = useFormats();
  const { id, unit, issued, generated, energy, code, validThrough, foreign, instrument, vintage } = batch;
  const parts = code === undefined ? undefined : partsOfCode(code);
  return (
    <section className="card">
      <h2>{say('block.issuance')}</h2>
      <Facts
        facts={[
          [say('instrument'), nameOf(instrument)],
          [say('origin'), <OriginLink key="origin" {...batch} />],
          [say('vintage'), vintage],
          [say('block.generated'), generated && `${generated.from} – ${generated.to}`],
          [say('block.energy'), energy && energyName(energy, language)],
          [say('validThrough'), validThrough ?? say('noEnd')],
          [say('block.issued'), `${number(issued)} ${unit}`],
          [say('block.code'), code && <code key="code">{code}</code>],
          [say('block.facilityCode'), parts && <code key="facility">{parts.facility}</code>],
          [say('block.restOfCode'), parts && <code key="rest">{parts.rest}</code>],
          [say('block.foreignSerial'), foreign?.serial && <code key="serial">{foreign.serial}</code>],
          [say('block.foreignDay'), foreign?.issuedOn],
          [say('batch'), <code key="batch">{id}</code>],
        ]}
      />
      {parts && <p className="soft">{say('block.codeHelp')}</p>}
      <ul>
        <li>
          <a href={`/p/batches/${id}`}>{say('block.publicBatch')}</a>
        </li>
        <li>
          <a href={`/v1/batches/${id}/certificate.pdf`}>{say('block.certificatePdf')}</a>
        </li>
        <li>
          <a href={`/v1/batches/${id}/certificate.json`}>{say('block.certificateJson')}</a>
        </li>
      </ul>
    </section>
  );
}

const energyName = (energy: string, language: 'zh' | 'en'): string =>
  energy in energyNames ? energyNames[energy as keyof typeof energyNames][language] : energy;

function History({ steps }: { steps: readonly ProvenanceStep[] }) {
  const say = useWords(holdingWords);
  const { instant, number } = useFormats();
  const { nameOf } = useTypeNames();
  return (
    <section className="card">
      <h2>{say('block.history')}</h2>
      <p className="soft">{say('block.historyLead')}</p>
      <ol className="history">
        {steps.map(({ commit, type, at, by, index }) => (
          <li key={commit.id}>
            <Link to={`/log/${commit.id}`}>{nameOf(type)}</Link> {instant(at)} ·{' '}
            <OrganizationName id={by.org} /> ·{' '}
            <span className="soft">
              {index === null ? say('block.waiting') : say('block.leaf', { index: number(index) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
