/** One file, verified in this browser and told in the words of the command line. */
import { useMutation } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { PDF_BYTES_MAX } from '../../events/certificate/pdf/attached.ts';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { useTrustedWitnesses } from '../log/trusted-witnesses.ts';
import { useLogKey } from '../log/use-log-key.ts';
import { Failure } from '../parts/failure.tsx';
import { FileField } from '../parts/file-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { Verified } from './messages.ts';
import { verifyFile } from './verify-file.ts';
import { verifyWords } from './words.ts';

export function VerifyPage() {
  const say = useWords(verifyWords);
  const { bytes } = useFormats();
  const { vkey, isIndependent, error, refetch } = useLogKey();
  const witnesses = useTrustedWitnesses().map(formatVkey);
  const verify = useMutation({
    mutationFn: async (file: File): Promise<Verified> => {
      if (file.size > PDF_BYTES_MAX) {
        const why = say('tooLarge', { size: bytes(file.size) });
        return { kind: 'unreadable', why: { zh: why, en: why } };
      }
      const content = new Uint8Array(await file.arrayBuffer());
      return verifyFile({ name: file.name, bytes: content, vkey: vkey ?? '', witnesses });
    },
  });
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isIndependent ? (
        <p>
          {say('ownKey')} <code>{vkey}</code>
        </p>
      ) : (
        <Alert
          type="warning"
          showIcon
          title={say('keyHint')}
          description={<Link to="/log">{say('toLog')}</Link>}
        />
      )}
      {vkey !== undefined && <DropPlace onFile={(file) => verify.mutate(file)} />}
      <div role="status">
        {verify.isPending && <p>{say('working', { name: verify.variables.name })}</p>}
        {verify.data && <Outcome name={verify.variables.name} verified={verify.data} />}
      </div>
      <Failure error={verify.error} />
    </>
  );
}

function DropPlace({ onFile }: { onFile: (file: File) => void }) {
  const say = useWords(verifyWords);
  const take = (files: Iterable<File>) => {
    const [file] = files;
    if (file) onFile(file);
  };
  return (
    <section
      className="card empty"
      aria-label={say('choose')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      <p>{say('drop')}</p>
      <FileField accept=".json,.pdf" label={say('choose')} onChange={take} />
      <p className="soft">{say('kinds')}</p>
    </section>
  );
}

function Outcome({ name, verified }: { name: string; verified: Verified }) {
  const say = useWords(verifyWords);
  const language = useWordsLanguage();
  if (verified.kind === 'unreadable')
    return <Alert type="error" showIcon title={say('unreadable')} description={verified.why[language]} />;
  const { valid, isPdf, lines } = verified;
  const isPage = valid && isPdf;
  return (
    <>
      <Alert
        type={isPage ? 'warning' : valid ? 'success' : 'error'}
        showIcon
        title={say(isPage ? 'pdfProven' : valid ? 'proven' : 'notProven')}
        description={isPage ? say('pdfHint') : undefined}
      />
      <section className="card">
        <h2>
          {say('file')}: {name}
        </h2>
        {lines[language].map((line, i) => (
          // Lines have no key of their own, and never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <p key={i}>{line}</p>
        ))}
      </section>
    </>
  );
}
