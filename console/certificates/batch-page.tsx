/** A batch of certificates: its code decoded, its way back to the generation, and what is held of it. */
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import type { Batch } from '../../events/client/operations.schemas.ts';
import { monthOf } from '../../shared/base/month.ts';
import { CERTIFICATE_CODE_LENGTH, FACILITY_CODE_LENGTH } from '../../shared/power/certificate-code.ts';
import { usePowerNames } from '../facilities/names.ts';
import { useFacility, useGeneration } from '../facilities/use-facilities.ts';
import { StatusName } from '../holdings/names.tsx';
import { partsOfCode, serialsText } from '../holdings/units.ts';
import { useBatch, useBlocks } from '../holdings/use-units.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { Wide } from '../parts/wide.tsx';
import { partWords } from '../parts/words.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { certificateWords } from './words.ts';

export function CertificateBatchPage() {
  const { batch = '' } = useParams();
  const say = useWords(certificateWords);
  const { data, error, isPending, refetch } = useBatch(batch);
  const account = useOrganization(useIdentity()?.org).data?.account;
  const month = data?.generated ? monthOf(data.generated.from) : (data?.vintage ?? '');
  return (
    <>
      <PageHead
        title={data ? say('one', { month }) : say('title')}
        lead={<Link to="/certificates">← {say('back')}</Link>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <Issuance batch={data} />}
      {data && <Decoded batch={data} />}
      {data && <WayBack batch={data} />}
      {data && account !== undefined && <Own batch={batch} account={account} />}
    </>
  );
}

function Issuance({ batch }: { batch: Batch }) {
  const { id, issued, generated, energy, validThrough, code, commit } = batch;
  const say = useWords(certificateWords);
  const names = usePowerNames();
  const { number } = useFormats();
  return (
    <section className="card">
      <h2>{say('issuance')}</h2>
      <Facts
        facts={[
          [say('issued'), say('count', { count: number(issued) })],
          [say('month'), generated && say('days', { ...generated })],
          [say('energy'), energy && names.energy(energy)],
          [say('validThrough'), validThrough],
          [say('code'), code && <code key="code">{code}</code>],
          [
            say('way.commit'),
            commit && (
              <Link key="commit" to={`/log/${commit.id}`}>
                {commit.id}
              </Link>
            ),
          ],
          [say('batch'), <code key="batch">{id}</code>],
        ]}
      />
      <p>
        <a href={`/p/batches/${id}`}>{say('publicBatch')}</a> ·{' '}
        <a href={`/v1/batches/${id}/certificate.pdf`}>{say('pdf')}</a>
      </p>
    </section>
  );
}

/** Each part of the national code, and what it means as far as anybody has published it. */
function Decoded({ batch: { code, facility = '' } }: { batch: Batch }) {
  const say = useWords(certificateWords);
  const own = useFacility(facility).data?.code;
  const parts = code === undefined ? undefined : partsOfCode(code);
  if (!parts)
    return (
      <section className="card">
        <h2>{say('decode.title')}</h2>
        <p className="soft">{say('decode.none')}</p>
      </section>
    );
  return (
    <section className="card">
      <h2>{say('decode.title')}</h2>
      <Wide label={say('decode.title')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('decode.place')}</th>
              <th scope="col">{say('decode.part')}</th>
              <th scope="col">{say('decode.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">1–{FACILITY_CODE_LENGTH}</th>
              <td>
                <code>{parts.facility}</code>
              </td>
              <td className="words">
                {say('decode.facility')}（{say(own === parts.facility ? 'decode.matches' : 'decode.differs')}
                ）
              </td>
            </tr>
            <tr>
              <th scope="row">
                {FACILITY_CODE_LENGTH + 1}–{CERTIFICATE_CODE_LENGTH}
              </th>
              <td>
                <code>{parts.rest}</code>
              </td>
              <td className="words">{say('decode.rest')}</td>
            </tr>
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

/** The month's reading that it was issued for. */
function WayBack({ batch }: { batch: Batch }) {
  const { facility = '', id, imported } = batch;
  const say = useWords(certificateWords);
  const { number } = useFormats();
  const plant = useFacility(facility).data;
  const { data = [], error, refetch } = useGeneration(imported ? '' : facility);
  const reading = data.find(({ batches }) => batches.includes(id));
  const kwh = (value: number) => say('way.kwh', { value: number(value) });
  const confirmed = reading?.confirmed;
  return (
    <section className="card">
      <h2>{say('way.title')}</h2>
      <p className="soft">{say(imported ? 'way.none' : 'way.lead')}</p>
      <Failure error={error} onRetry={() => void refetch()} />
      <Facts
        facts={[
          [
            say('way.facility'),
            <Link key="facility" to={`/facilities/${facility}`}>
              {plant?.name ?? facility}
            </Link>,
          ],
          [say('month'), reading?.month],
          [
            say('way.reading'),
            confirmed &&
              say('way.readingOf', {
                revision: confirmed.revision,
                amount: number(confirmed.kilowattHours),
              }),
          ],
          [
            say('way.discharged'),
            confirmed && confirmed.dischargedKilowattHours > 0 && kwh(confirmed.dischargedKilowattHours),
          ],
          [say('way.net'), reading && kwh(reading.netKilowattHours)],
          [say('way.issued'), reading && say('count', { count: number(reading.issued) })],
          [say('way.delivered'), reading && say('way.mwh', { value: number(reading.delivered) })],
          [say('way.hours'), confirmed?.intervals && <code key="hours">{confirmed.intervals.sha256}</code>],
        ]}
      />
    </section>
  );
}

function Own({ batch, account }: { batch: string; account: string }) {
  const say = useWords(certificateWords);
  const { number } = useFormats();
  const sayParts = useWords(partWords);
  const { items: own, more, error, isPending, refetch } = useBlocks(account, { batch });
  return (
    <section className="card">
      <h2>{say('own.title')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {!isPending && own.length === 0 && <p className="soft">{say('own.none')}</p>}
      {own.length > 0 && (
        <Wide label={say('own.title')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{say('own.serials')}</th>
                <th scope="col">{say('status')}</th>
                <th scope="col" className="amount">
                  {say('quantity')}
                </th>
              </tr>
            </thead>
            <tbody>
              {own.map((block) => (
                <tr key={block.from}>
                  <th scope="row">
                    <Link to={`/holdings/blocks/${batch}/${block.from}`}>{serialsText(block)}</Link>
                  </th>
                  <td>
                    <StatusName status={block.status} />
                  </td>
                  <td className="amount">{number(block.quantity)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {more && (
        <Button onClick={more.load} loading={more.isLoading}>
          {sayParts('list.more')}
        </Button>
      )}
    </section>
  );
}
