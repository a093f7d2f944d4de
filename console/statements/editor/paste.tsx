/** Lines from a spreadsheet: pasted, or read from a CSV. */
import { Alert, Button, Input, Space } from 'antd';
import { useId, useState } from 'react';
import { FileField } from '../../parts/file-field.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords, useWordsLanguage } from '../../words/area.ts';
import { pasteWords } from './paste-words.ts';
import { type PasteFault, pasteTemplate, readPasted } from './pasted-lines.ts';
import type { LineForm } from './statement-form.ts';

/** Faults that are shown at once. */
const SHOWN = 20;

interface PasteProps {
  lines: readonly LineForm[];
  take: (more: readonly LineForm[]) => void;
}

export function Paste({ lines, take }: PasteProps) {
  const say = useWords(pasteWords);
  const language = useWordsLanguage();
  const [text, type] = useState('');
  const [faults, tell] = useState<readonly PasteFault[]>([]);
  const [taken, count] = useState(0);
  const label = useId();
  const read = (from: string) => {
    const found = readPasted(from, lines, language);
    const more = 'lines' in found ? found.lines : [];
    tell('faults' in found ? found.faults : []);
    count(more.length);
    if (more.length === 0) return;
    type('');
    take(more);
  };
  const open = async ([file]: File[]) => {
    if (!file) return;
    const content = await file.text();
    type(content);
    read(content);
  };
  return (
    <details>
      <summary>{say('title')}</summary>
      <p className="soft">{say('help')}</p>
      <label htmlFor={label}>{say('cells')}</label>
      <Input.TextArea id={label} rows={5} value={text} onChange={({ target }) => type(target.value)} />
      <Space wrap className="actions">
        <Button disabled={text.trim() === ''} onClick={() => read(text)}>
          {say('take')}
        </Button>
        <FileField accept=".csv,.txt" label={say('file')} onChange={(files) => void open(files)} />
        <Button
          type="link"
          onClick={() => saveFile('lines.csv', pasteTemplate(language), 'text/csv;charset=utf-8')}
        >
          {say('template')}
        </Button>
      </Space>
      {taken > 0 && <p role="status">{say('taken', { count: taken })}</p>}
      {faults.length > 0 && <Faults faults={faults} />}
    </details>
  );
}

function Faults({ faults }: { faults: readonly PasteFault[] }) {
  const say = useWords(pasteWords);
  return (
    <Alert
      type="error"
      role="alert"
      title={say('none')}
      description={
        <ul>
          {faults.slice(0, SHOWN).map(({ fault, ...at }) => (
            <li key={`${at.row} ${at.column} ${fault}`}>{say(`fault.${fault}`, at)}</li>
          ))}
          {faults.length > SHOWN && <li>{say('more', { count: faults.length - SHOWN })}</li>}
        </ul>
      }
    />
  );
}
