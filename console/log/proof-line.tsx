/** Says whether an event's proof holds, and against whose key. */
import type { Commit } from '../../events/client/operations.schemas.ts';
import { Failure } from '../parts/failure.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { Tampered } from './tampered.tsx';
import { useProof } from './use-proof.ts';
import { logWords } from './words.ts';

export function ProofLine({ commit }: { commit: Pick<Commit, 'id' | 'event'> }) {
  const say = useWords(logWords);
  const { number } = useFormats();
  const { data: proven, error, isPending, refetch, isRefused } = useProof(commit);
  if (isPending) return <p>{say('verifying')}</p>;
  if (isRefused) return <Tampered error={error} onRetry={() => void refetch()} />;
  if (!proven) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <p>
      <b>✓ {say('proven', { size: number(proven.size) })}</b>{' '}
      <span className="soft">{say(proven.isIndependent ? 'independent' : 'dependent')}</span>
    </p>
  );
}
