/** The last step: the certificate as it will be, and what can't be undone about it. */
import type {
  EmissionStatement,
  Organization,
  PostV1RetirementsBody,
} from '../../events/client/operations.schemas.ts';
import { purposes } from '../../shared/units/purpose.ts';
import { SerialsTable } from '../holdings/serials-table.tsx';
import { Facts } from '../parts/facts.tsx';
import { Irreversible } from '../parts/irreversible.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { retireWords } from './words.ts';

interface Shown {
  input: PostV1RetirementsBody;
  unit: string;
  total: number;
}

interface CheckStepProps extends Shown {
  organization: Organization;
  statement: EmissionStatement | undefined;
  open: number | undefined;
}

export function CheckStep({ input, unit, total, organization, statement, open }: CheckStepProps) {
  const say = useWords(retireWords);
  const language = useWordsLanguage();
  const { number } = useFormats();
  const term = useTerms();
  const { items, beneficiary, reason, purpose, consumptionYear } = input;
  const serials = items.flatMap(({ batch, from, to }) =>
    from === undefined || to === undefined ? [] : [{ batch, from, to }],
  );
  const anywhere = items.filter(({ from }) => from === undefined);
  return (
    <>
      <h2>{say('preview.title')}</h2>
      <Facts
        facts={[
          [say('preview.by'), organization.name],
          [say('beneficiary.label'), beneficiary],
          [say('preview.quantity'), <b key="quantity">{`${number(total)} ${unit}`}</b>],
          [say('purpose.label'), purpose && purposes[purpose][language]],
          [say('year.label'), consumptionYear],
          [say('reason.label'), reason],
          [
            say('preview.covers'),
            statement &&
              say('statement.option', {
                year: statement.year,
                name: statement.subject.name,
                status: term('statement', statement.status),
              }),
          ],
          [say('preview.openAfter'), open !== undefined && `${number(Math.max(0, open - total))} ${unit}`],
        ]}
      />
      {serials.length > 0 && <SerialsTable serials={serials} caption={say('preview.serialsCaption')} />}
      {anywhere.map(({ batch, quantity = 0 }) => (
        <p key={batch}>{say('preview.anySerials', { quantity: number(quantity), unit, batch })}</p>
      ))}
    </>
  );
}

interface ConfirmProps extends Shown {
  isOpen: boolean;
  isPending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

export function Confirm({ input, unit, total, isOpen, isPending, onConfirm, onCancel }: ConfirmProps) {
  const say = useWords(retireWords);
  const { number } = useFormats();
  return (
    <Irreversible
      open={isOpen}
      title={say('confirm.title')}
      deed={say('deed')}
      isPending={isPending}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        <b>{say('confirm.what', { beneficiary: input.beneficiary, quantity: number(total), unit })}</b>
      </p>
      <ul>
        <li>{say('confirm.units')}</li>
        <li>{say('confirm.words')}</li>
      </ul>
    </Irreversible>
  );
}
