/** The head of the log as this browser verified it: size, key, and who else vouches for it. */
import { Button } from 'antd';
import type { NoteKey } from '../../events/tlog/note-key.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { KeyForm } from '../log/key-form.tsx';
import { distrustWitness, useTrustedWitnesses } from '../log/trusted-witnesses.ts';
import type { VerifiedLog } from '../log/verified-log.ts';
import { logWords } from '../log/words.ts';
import { Facts } from '../parts/facts.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { WitnessForm } from './witness-form.tsx';
import { trailWords } from './words.ts';

interface LogHealthProps {
  log: VerifiedLog;
  vkey: string;
  isIndependent: boolean;
  /** Of the newest leaf, RFC 3339. */
  newestAt?: string | undefined;
}

export function LogHealth({ log, vkey, isIndependent, newestAt }: LogHealthProps) {
  const say = useWords(trailWords);
  const sayLog = useWords(logWords);
  const { number, instant } = useFormats();
  return (
    <section className="card">
      <h2>{say('health.title')}</h2>
      <p>
        <b>✓ {say('health.proven')}</b>
      </p>
      <Facts
        facts={[
          [say('health.size'), say('health.leaves', { count: number(log.size) })],
          [say('health.newest'), newestAt && instant(newestAt)],
          [say('health.witnesses'), <Witnesses key="witnesses" log={log} />],
          [
            say('health.key'),
            <span key="key">
              <code>{vkey}</code>{' '}
              <span className="soft">({say(isIndependent ? 'health.yours' : 'health.shown')})</span>
            </span>,
          ],
          [say('health.root'), <code key="root">{toHex(log.root)}</code>],
        ]}
      />
      <details>
        <summary>
          {sayLog('key.title')} · {say('witness.label')}
        </summary>
        <KeyForm />
        <WitnessForm />
      </details>
    </section>
  );
}

/** Who cosigned, who is trusted and didn't, and whose signatures nobody here can verify. */
function Witnesses({ log: { signatures } }: { log: VerifiedLog }) {
  const say = useWords(trailWords);
  const { instant } = useFormats();
  const trusted = useTrustedWitnesses();
  const timeOf = (key: NoteKey) =>
    signatures.verified.find((each) => each.key.id === key.id && each.key.name === key.name)
      ?.timestampSeconds;
  if (trusted.length === 0 && signatures.unverified.length === 0) return <span>{say('health.none')}</span>;
  return (
    <ul>
      {trusted.map((key) => {
        const time = timeOf(key);
        return (
          <li key={`${key.name} ${key.id}`}>
            {time === undefined ? '✗' : '✓'} {key.name} <code>{key.id}</code>{' '}
            {time === undefined
              ? say('health.absent')
              : say('health.cosigned', { at: instant(new Date(time * 1000).toISOString()) })}{' '}
            <Button
              size="small"
              onClick={() => distrustWitness(key)}
              aria-label={`${say('witness.drop')} ${key.name}`}
            >
              {say('witness.drop')}
            </Button>
          </li>
        );
      })}
      {signatures.unverified.map(({ name, keyId }) => (
        <li key={`${name} ${keyId}`}>
          ? {name} <code>{keyId}</code> {say('health.unknown')}
        </li>
      ))}
    </ul>
  );
}
