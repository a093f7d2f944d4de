/** Files of this machine, as the value of a form's field. */
import { Button } from 'antd';
import { useId, useRef } from 'react';
import { useFormats } from '../words/use-formats.ts';

interface FileFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: readonly File[];
  onChange?: (files: File[]) => void;
  /** Endings of names: `.csv,.xlsx`. */
  accept: string;
  multiple?: boolean;
  label: string;
}

export function FileField({ id, value = [], onChange, accept, multiple = false, label }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const { bytes } = useFormats();
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        // antd shows a hidden one.
        style={{ display: 'none' }}
        accept={accept}
        multiple={multiple}
        onChange={({ target }) => {
          onChange?.([...(target.files ?? [])]);
          // The same file may be chosen again after it was changed.
          target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()} aria-describedby={list}>
        {label}
      </Button>
      <ul id={list}>
        {value.map((file) => (
          <li key={file.name}>
            {file.name} <span className="soft">{bytes(file.size)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
