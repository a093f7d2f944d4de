/** Who signed an event, and whether the signature holds: verified here, from what the leaf says. */
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { Commit } from '../../events/client/operations.schemas.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import type { Signature, Signer } from '../../shared/ledger/signature.ts';
import { useApi } from '../api/use-api.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type Signed, signaturesIn, verifySignature } from './signature-of.ts';
import { useOpenLog } from './use-log.ts';
import { useLogKey } from './use-log-key.ts';
import { logWords } from './words.ts';

export function Signatures({ commit: { id, event } }: { commit: Commit }) {
  const say = useWords(logWords);
  const by = event.by as Signer;
  const signatures = signaturesIn(event);
  return (
    <section className="card">
      <h2>{say('signature.title')}</h2>
      {signatures.length === 0 && <p>{say('signature.none')}</p>}
      {signatures.map((signed) => (
        <OneSignature key={signed.whose} id={id} by={by} signed={signed} />
      ))}
    </section>
  );
}

function OneSignature({ id, by, signed }: { id: string; by: Signer; signed: Signed }) {
  const say = useWords(logWords);
  const { instant } = useFormats();
  const { whose, sig } = signed;
  return (
    <>
      <h3>{say(`signature.${whose}`)}</h3>
      <Outcome id={id} by={by} sig={sig} />
      <Facts
        facts={[
          [say('signature.by'), <OrganizationName key="by" id={by.org} />],
          [say('signature.kid'), <code key="kid">{sig.kid}</code>],
          [say('signature.at'), instant(sig.at)],
        ]}
      />
    </>
  );
}

function Outcome({ id, by, sig }: { id: string; by: Signer; sig: Signature }) {
  const say = useWords(logWords);
  const { number } = useFormats();
  const api = useApi();
  const log = useOpenLog();
  const { vkey, error: unread } = useLogKey();
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', id, by, sig, vkey],
    queryFn: async ({ signal }) => {
      const origin = parseVkey(vkey ?? '').name;
      return (await verifySignature({ api, log, origin }, { id, by }, sig, signal)) ?? null;
    },
    enabled: vkey !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error ?? unread) return <Failure error={error ?? unread} onRetry={() => void refetch()} />;
  if (data === undefined) return <p>{say('signature.verifying')}</p>;
  if (data === null) return <Tag color="warning">{say('signature.keyUnknown')}</Tag>;
  if (!data.isSound)
    return (
      <p role="alert">
        <Tag color="error">✗ {say('signature.unsound')}</Tag>
      </p>
    );
  return (
    <p>
      <b>✓ {say('signature.sound')}</b>{' '}
      <span className="soft">
        {data.registeredIn === undefined
          ? say('signature.inForce')
          : say('signature.registeredIn', { index: number(data.registeredIn) })}
      </span>
    </p>
  );
}
