/** One event of the log: what it says, word for word, and its proof, verified in this browser. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getV1CommitsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useTypeNames } from '../trail/type-names.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { KeyForm } from './key-form.tsx';
import { ProofLine } from './proof-line.tsx';
import { Signatures } from './signatures.tsx';
import { logWords } from './words.ts';

export function EventPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const say = useWords(logWords);
  const { number, instant } = useFormats();
  const { nameOf } = useTypeNames();
  const { data, error, refetch } = useQuery({
    queryKey: ['commits', id],
    queryFn: ({ signal }) => api.read(getV1CommitsId(id), signal),
  });
  return (
    <>
      <PageHead title={data ? nameOf(data.event.type) : say('event')} lead={<code>{id}</code>} />
      <Failure error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <section className="card">
            {data.index === null ? <p>{say('sequencing')}</p> : <ProofLine commit={data} />}
            <Facts
              facts={[
                [say('index'), data.index === null ? undefined : number(data.index)],
                [say('at'), instant(data.event.at)],
                [say('leafHash'), <code key="hash">{data.leafHash}</code>],
              ]}
            />
          </section>
          <Signatures commit={data} />
          <section className="card">
            <h2>{say('key.title')}</h2>
            <KeyForm />
          </section>
          <section className="card">
            <h2>{say('leaf')}</h2>
            <pre className="wide">{JSON.stringify(data.event, null, 2)}</pre>
          </section>
        </>
      )}
    </>
  );
}
