/** Violations in words, each with its place. */
import { Link } from 'react-router';
import type { Violation } from '../../events/audit/violation.ts';
import type { Column } from '../parts/list-table.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { PartTable } from './part-table.tsx';
import { auditWords } from './words.ts';

export function ViolationTable({ violations }: { violations: readonly Violation[] }) {
  const say = useWords(auditWords);
  const { number } = useFormats();
  const language = useWordsLanguage();
  // The same rule may be broken twice in one place.
  const rows = violations.map((each, i) => ({ ...each, key: String(i) }));
  const columns: Column<Violation>[] = [
    {
      key: 'where',
      title: say('where'),
      show: ({ index, tile, entity }) => (
        <>
          {index !== undefined && (
            <Link to={`/log?before=${index}`}>{say('leaf', { index: number(index) })}</Link>
          )}
          {[tile, entity].map(
            (place) =>
              place !== undefined && (
                <div key={place}>
                  <code>{place}</code>
                </div>
              ),
          )}
        </>
      ),
      text: ({ index, tile, entity }) => [index, tile, entity].filter((each) => each !== undefined).join(' '),
    },
    {
      key: 'what',
      title: say('what'),
      show: ({ message }) => <div className="words">{message[language]}</div>,
      text: ({ message }) => message[language],
    },
    {
      key: 'rule',
      title: say('rule'),
      show: ({ rule }) => <code>{rule}</code>,
      text: ({ rule }) => rule,
    },
  ];
  return <PartTable name="violations" columns={columns} items={rows} keyOf={({ key }) => key} />;
}
