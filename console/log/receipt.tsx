/** What a change leaves behind: its commit, then its place in the log and the proof, verified here. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'react-router';
import type { CommitReceipt } from '../../events/client/operations.schemas.ts';
import { getV1CommitsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { ProofLine } from './proof-line.tsx';
import { logWords } from './words.ts';

/** How often the log is asked whether it has the leaf yet, ms; it promises that within a minute. */
const ASK_MS = 1_500;

export function Receipt({ commit, title }: { commit: Pick<CommitReceipt, 'id'>; title: string }) {
  const api = useApi();
  const say = useWords(logWords);
  const { number } = useFormats();
  const found = useQuery({
    queryKey: ['commits', commit.id],
    queryFn: ({ signal }) => api.read(getV1CommitsId(commit.id), signal),
    refetchInterval: ({ state: { data } }) => (data && data.index !== null ? false : ASK_MS),
  });
  const index = found.data?.index ?? undefined;
  return (
    <div role="status">
      <Alert
        type="success"
        showIcon
        title={title}
        description={
          <>
            <p>
              {say('commit')} <Link to={`/log/${commit.id}`}>{commit.id}</Link>
            </p>
            <p>{index === undefined ? say('sequencing') : say('sequenced', { index: number(index) })}</p>
            {found.data && index !== undefined && <ProofLine commit={found.data} />}
          </>
        }
      />
      <Failure error={found.error} onRetry={() => void found.refetch()} />
    </div>
  );
}
