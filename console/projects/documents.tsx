/** The papers of a project. Everybody sees their digests; who may read them, asks for an address. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { DocumentDigest, Project } from '../../events/client/operations.schemas.ts';
import { getV1DocumentsSha256 } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { projectWords } from './words.ts';

export function Documents({ project }: { project: Project }) {
  const say = useWords(projectWords);
  const { id, documents = [], design, validation } = project;
  const kindOf = (sha256: string) => {
    if (sha256 === design?.document) return say('documents.design');
    return say(sha256 === validation?.document ? 'documents.validation' : 'documents.other');
  };
  return <DocumentList of={id} documents={documents} kindOf={kindOf} />;
}

interface DocumentListProps {
  /** Id of the project or report whose papers they are. */
  of: string;
  documents: readonly DocumentDigest[];
  /** What a document is, by its digest. */
  kindOf?: (sha256: string) => string;
}

export function DocumentList({ of, documents, kindOf }: DocumentListProps) {
  const say = useWords(projectWords);
  const isSignedIn = useIdentity() !== undefined;
  const download = useDownload(of);
  const nameOf = kindOf ?? (() => say('documents.is'));
  return (
    <section className="card">
      <h2>{say('documents.title')}</h2>
      {documents.length === 0 ? (
        <p className="soft">{say('documents.none')}</p>
      ) : (
        <>
          <p className="soft">{say('documents.help')}</p>
          <ul>
            {documents.map(({ sha256, mediaType }) => (
              <li key={sha256} className="long">
                {nameOf(sha256)} <span className="soft">{mediaType}</span> <code>{sha256}</code>{' '}
                {isSignedIn && (
                  <Button
                    size="small"
                    onClick={() => download.mutate(sha256)}
                    loading={download.isPending && download.variables === sha256}
                    aria-label={`${say('documents.open')} ${nameOf(sha256)} ${sha256.slice(0, 8)}`}
                  >
                    {say('documents.open')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Failure error={download.error} />
    </section>
  );
}

function useDownload(of: string) {
  const api = useApi();
  return useMutation({
    mutationFn: async (sha256: string) => {
      const { url } = await api.read(getV1DocumentsSha256(sha256, { of }));
      // The store answers with `content-disposition: attachment`: the page stays.
      window.location.assign(url);
    },
  });
}
