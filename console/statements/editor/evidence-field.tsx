/** A document that shows a line's data: uploaded when it is chosen, so that the draft keeps what names it. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { DocumentReferenceMediaType } from '../../../events/client/operations.schemas.ts';
import { upload } from '../../api/upload.ts';
import { useApi } from '../../api/use-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { useWords } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import type { Evidence } from './statement-form.ts';
import { editorWords } from './words.ts';

/** By the ending of a name. */
const MEDIA_TYPES: Readonly<Record<string, DocumentReferenceMediaType>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};
const ACCEPTED = Object.keys(MEDIA_TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

interface EvidenceFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: Evidence;
  onChange?: (value: Evidence | undefined) => void;
}

export function EvidenceField({ id, value, onChange }: EvidenceFieldProps) {
  const say = useWords(editorWords);
  const api = useApi();
  const { bytes } = useFormats();
  const sent = useMutation({
    mutationFn: async (file: File): Promise<Evidence> => {
      const ending = file.name.toLowerCase().split('.').at(-1) ?? '';
      const reference = await upload(api, file, MEDIA_TYPES[ending] ?? 'application/pdf');
      return { ...reference, name: file.name };
    },
    onSuccess: (evidence) => onChange?.(evidence),
  });
  if (value)
    return (
      <span>
        {value.name ?? <code>{value.sha256.slice(0, 12)}…</code>}{' '}
        <span className="soft">{bytes(value.bytes)}</span>{' '}
        <Button size="small" {...(id !== undefined && { id })} onClick={() => onChange?.(undefined)}>
          {say('line.drop')}
        </Button>
      </span>
    );
  return (
    <>
      <FileField
        {...(id !== undefined && { id })}
        accept={ACCEPTED}
        label={say('line.choose')}
        onChange={([file]) => file && sent.mutate(file)}
      />
      {sent.isPending && (
        <span aria-live="polite">{say('line.uploading', { name: sent.variables.name })}</span>
      )}
      <Failure error={sent.error} onRetry={() => sent.variables && sent.mutate(sent.variables)} />
    </>
  );
}
