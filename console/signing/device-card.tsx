/** This device's key: made, registered, and what it is good for. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { SIGNATURE_ALG } from '../../shared/ledger/signature.ts';
import { Receipt } from '../log/receipt.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { type DeviceKey, NoKeysHere, possessionProof } from './device-key.ts';
import { HandOver } from './hand-over-card.tsx';
import { RegisterOther } from './register-other.tsx';
import { type Keys, useKeys } from './use-device-key.ts';
import { useMakeKey, useRegisterKey } from './use-registration.ts';
import { signingWords } from './words.ts';

/** @param org the organization that is signed in */
export function DeviceCard({ org }: { org: string }) {
  const say = useWords(signingWords);
  const keys = useKeys(org);
  const { shown, own, state, error, refetch } = keys;
  return (
    <>
      <section className="card">
        <h2>{say('device.title')}</h2>
        <p>{say('device.lead')}</p>
        <Failure error={error} onRetry={refetch} />
        {own && <Own own={own} isInForce={state === 'in-force'} />}
        {state === 'none' && <p>{say('device.none')}</p>}
        {shown !== undefined && (state === 'none' || state === 'made') && (
          <Make org={org} shown={shown} isFirst={state === 'none'} />
        )}
      </section>
      {shown !== undefined && own && state !== undefined && (
        <Registration org={org} shown={shown} own={own} state={state} keys={keys.keys} />
      )}
      {shown !== undefined && state === 'in-force' && <RegisterOther org={org} shown={shown} />}
    </>
  );
}

function Own({ own, isInForce }: { own: DeviceKey; isInForce: boolean }) {
  const say = useWords(signingWords);
  const { instant } = useFormats();
  return (
    <Facts
      facts={[
        [say('device.state'), say(isInForce ? 'device.inForce' : 'device.made')],
        [say('device.kid'), <code key="kid">{own.kid}</code>],
        [say('device.madeAt'), instant(own.madeAt)],
      ]}
    />
  );
}

function Make({ org, shown, isFirst }: { org: string; shown: string; isFirst: boolean }) {
  const say = useWords(signingWords);
  const make = useMakeKey(org);
  return (
    <>
      {make.error instanceof NoKeysHere ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say('device.unsupported')}
          description={say('device.unsupportedHint')}
        />
      ) : (
        <Failure error={make.error} />
      )}
      <Button
        type={isFirst ? 'primary' : 'default'}
        size={isFirst ? 'middle' : 'small'}
        loading={make.isPending}
        onClick={() => make.mutate(shown)}
      >
        {say(isFirst ? 'device.make' : 'device.another')}
      </Button>
    </>
  );
}

interface RegistrationProps extends Pick<Keys, 'keys'> {
  org: string;
  shown: string;
  own: DeviceKey;
  state: NonNullable<Keys['state']>;
}

/** The first key by itself, a further one by another that is in force. */
function Registration({ org, shown, own, state, keys }: RegistrationProps) {
  const say = useWords(signingWords);
  const register = useRegisterKey(org);
  if (register.data) return <Receipt commit={register.data.commit} title={say('device.registered')} />;
  if (state !== 'made') return null;
  if (own.vkey !== shown) return <Alert type="warning" showIcon title={say('device.otherLog')} />;
  if (keys.length > 0) return <HandOver own={own} shown={shown} />;
  const first = async () => {
    const proof = await possessionProof(own, shown);
    return { alg: SIGNATURE_ALG, publicKey: own.publicKey, proof, kid: own.kid };
  };
  return <First own={own} register={register} prove={first} />;
}

interface FirstProps {
  own: DeviceKey;
  register: ReturnType<typeof useRegisterKey>;
  prove: () => Promise<Parameters<ReturnType<typeof useRegisterKey>['mutate']>[0]>;
}

function First({ own, register, prove }: FirstProps) {
  const say = useWords(signingWords);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const confirm = () =>
    prove()
      .then((registration) => register.mutateAsync(registration))
      .catch(setFailure)
      .finally(() => setAsking(false));
  return (
    <section className="card">
      <h2>{say('device.firstTitle')}</h2>
      <p>{say('device.first')}</p>
      <Failure error={failure} />
      <Button type="primary" onClick={() => setAsking(true)}>
        {say('device.register')}
      </Button>
      <Irreversible
        open={isAsking}
        title={say('device.firstTitle')}
        deed={say('device.register')}
        isPending={register.isPending}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>
          <code>{own.kid}</code>
        </p>
        <p>{say('device.first')}</p>
        <p>{say('device.firstFinal')}</p>
      </Irreversible>
    </section>
  );
}
