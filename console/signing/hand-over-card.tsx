/** What a new device shows, so that another one registers its key. */
import { useQuery } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { SIGNATURE_ALG } from '../../shared/ledger/signature.ts';
import { registrationKeyOf } from '../../shared/ledger/signed-request.ts';
import { Failure } from '../parts/failure.tsx';
import { saveFile } from '../parts/save-file.ts';
import { Wide } from '../parts/wide.tsx';
import { useWords } from '../words/area.ts';
import { type DeviceKey, possessionProof } from './device-key.ts';
import { handOverCode } from './hand-over.ts';
import { signingWords } from './words.ts';

const FILE = 'lvzhang-key-request.json';

export function HandOver({ own, shown }: { own: DeviceKey; shown: string }) {
  const say = useWords(signingWords);
  const [isCopied, setCopied] = useState(false);
  const { data: proof, error } = useQuery({
    queryKey: ['device-key', 'proof', own.kid, shown],
    queryFn: () => possessionProof(own, shown),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="card">
      <h2>{say('handOver.title')}</h2>
      <p>{say('handOver.lead')}</p>
      <Failure error={error} />
      {proof !== undefined && (
        <>
          <Wide label={say('handOver.code')}>
            <pre>{handOverCode(own, proof)}</pre>
          </Wide>
          <Space wrap>
            <Button
              type="primary"
              onClick={() =>
                void navigator.clipboard.writeText(handOverCode(own, proof)).then(() => setCopied(true))
              }
            >
              {say('handOver.copy')}
            </Button>
            <span role="status">{isCopied && say('handOver.copied')}</span>
          </Space>
          <p className="soft">{say('handOver.waiting')}</p>
          <details>
            <summary>{say('handOver.byProgram')}</summary>
            <p>{say('handOver.byProgramHint')}</p>
            <Wide label={say('handOver.byProgram')}>
              <pre>{commandFor(own)}</pre>
            </Wide>
            <Button
              size="small"
              onClick={() => {
                const { publicKey } = own;
                const request = { alg: SIGNATURE_ALG, publicKey, proof };
                saveFile(FILE, `${JSON.stringify(request, null, 2)}\n`, 'application/json');
              }}
            >
              {say('handOver.download')}
            </Button>
          </details>
        </>
      )}
    </section>
  );
}

/** The proof is for one Idempotency-Key, so the command names it. */
const commandFor = ({ org, kid }: DeviceKey): string =>
  `npx lvzhang post /v1/organizations/${org}/keys --body ${FILE} \\\n` +
  `  --key ${registrationKeyOf(kid)} \\\n` +
  `  --url ${window.location.origin} --token TOKEN --sign KEYFILE`;
