/** What an audit found: the verdict, what it rests on, violations, and the supply it worked out. */
import { Alert, Button, Space } from 'antd';
import { Facts } from '../parts/facts.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import type { AuditResult } from './messages.ts';
import { BatchTable, SumTable } from './supply-tables.tsx';
import { ViolationTable } from './violation-table.tsx';
import { auditWords } from './words.ts';

const SECOND_MS = 1000;

export function AuditOutcome(result: AuditResult) {
  const say = useWords(auditWords);
  const { number } = useFormats();
  const { report, batches, html } = result;
  return (
    <>
      <div role="status">
        <Alert
          type={report.clean ? 'success' : 'error'}
          showIcon
          title={report.clean ? say('clean') : say('violated', { count: number(report.violationsTotal) })}
        />
      </div>
      <Space wrap>
        <Button onClick={() => saveFile('audit.html', html, 'text/html;charset=utf-8')}>
          {say('saveHtml')}
        </Button>
        <Button
          onClick={() => saveFile('audit.json', `${JSON.stringify(report, null, 2)}\n`, 'application/json')}
        >
          {say('saveJson')}
        </Button>
      </Space>
      <OutcomeFacts {...result} />
      {report.violations.length > 0 && (
        <section>
          <h2>{say('violations')}</h2>
          <ViolationTable violations={report.violations} />
          {report.violationsTotal > report.violations.length && (
            <p>{say('notListed', { count: number(report.violationsTotal - report.violations.length) })}</p>
          )}
        </section>
      )}
      <section>
        <h2>{say('sums')}</h2>
        <p className="soft">{say('supplyHint')}</p>
        <SumTable units={report.units ?? []} />
        <h2>{say('supply')}</h2>
        <BatchTable batches={batches} />
      </section>
    </>
  );
}

function OutcomeFacts({ report, scope, durationMs }: AuditResult) {
  const say = useWords(auditWords);
  const { number } = useFormats();
  const language = useWordsLanguage();
  const leaves = (count: number) => say('leaves', { count: number(count) });
  const { checkpoint, lastSeen, witnesses, consent, rootsLate, unseen = [] } = report;
  return (
    <section className="card">
      <h2>{say('result')}</h2>
      <Facts
        facts={[
          [say('log'), report.source],
          [
            say('key'),
            <span key="key">
              <code>{report.vkey}</code>{' '}
              <span className="soft">({say(report.keyTrust === 'given' ? 'given' : 'firstUse')})</span>
            </span>,
          ],
          [
            say('checkpoint'),
            checkpoint ? (
              <span key="checkpoint">
                {leaves(checkpoint.size)} · <code>{checkpoint.root}</code>
              </span>
            ) : (
              say('noCheckpoint')
            ),
          ],
          [say('seen'), lastSeen && leaves(lastSeen.size)],
          [say('replayed'), leaves(report.leaves)],
          [say('witnesses'), witnesses.length === 0 ? say('noWitnesses') : witnesses.join('、')],
          [
            say('consent'),
            consent && say('consentOf', { proven: number(consent.proven), leaves: number(consent.leaves) }),
          ],
          [say('rootsLate'), rootsLate && number(rootsLate.count)],
          [say('duration'), say('seconds', { count: (durationMs / SECOND_MS).toFixed(1) })],
        ]}
      />
      <details>
        <summary>{say('scope')}</summary>
        <p>{scope[language]}</p>
        <ul>
          {unseen.map((each) => (
            <li key={each.en}>{each[language]}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
