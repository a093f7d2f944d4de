/** Before a statement is submitted: what becomes public, what is sealed, what can't be undone. */
import { Irreversible } from '../../parts/irreversible.tsx';
import { useWords } from '../../words/area.ts';
import { useFormats } from '../../words/use-formats.ts';
import type { StatementForm } from './statement-form.ts';
import { editorWords } from './words.ts';

const KILOGRAMS = 1000;

interface ConfirmProps {
  form: StatementForm;
  /** kg of the market view, where it could be worked out. */
  gross: number | undefined;
  isOpen: boolean;
  isPending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

export function Confirm({ form, gross, isOpen, isPending, onConfirm, onCancel }: ConfirmProps) {
  const say = useWords(editorWords);
  const { number, tonnes } = useFormats();
  const { subject, year = '', lines } = form;
  return (
    <Irreversible
      open={isOpen}
      title={say('confirm.title')}
      deed={say('confirm.deed')}
      isPending={isPending}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        <b>
          {say('confirm.what', {
            name: subject.name,
            year,
            count: number(lines.length),
            gross: gross === undefined ? '—' : tonnes(gross / KILOGRAMS),
          })}
        </b>
      </p>
      <ul>
        <li>{say('confirm.public')}</li>
        <li>{say('confirm.sealed')}</li>
        <li>{say('confirm.forGood')}</li>
        <li>{say('confirm.next')}</li>
      </ul>
    </Irreversible>
  );
}
