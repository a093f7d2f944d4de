/** The files of a job's result. An address is asked for when it is used: it holds for a short time. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Job } from '../../events/client/operations.schemas.ts';
import { getV1JobsIdResult } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { jobWords } from './words.ts';

export function JobFiles({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const { bytes } = useFormats();
  const api = useApi();
  const download = useMutation({
    mutationFn: async (name: string) => {
      const { files } = await api.read(getV1JobsIdResult(job.id));
      const file = files.find((each) => each.name === name);
      // The store answers with `content-disposition: attachment`: the page stays.
      if (file) window.location.assign(file.url);
    },
  });
  return (
    <section className="card">
      <h2>{say('files')}</h2>
      {job.files.length === 0 && <p className="soft">{say('noFiles')}</p>}
      <ul>
        {job.files.map(({ name, bytes: length }) => (
          <li key={name}>
            {name} <span className="soft">{bytes(length)}</span>{' '}
            <Button
              size="small"
              onClick={() => download.mutate(name)}
              loading={download.isPending && download.variables === name}
              aria-label={`${say('download')} ${name}`}
            >
              {say('download')}
            </Button>
          </li>
        ))}
      </ul>
      <Failure error={download.error} />
    </section>
  );
}
