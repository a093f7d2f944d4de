/** All lines of a statement, a page of them at a time, and the buttons that add more. */
import { Button, Form, Pagination, Space } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { LINES_MAX } from '../../../shared/statements/line.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/area.ts';
import { NextLine } from './line-fields.tsx';
import { LineRow } from './line-row.tsx';
import type { LiveFigures } from './live.ts';
import { amountOf, copyOf, LINE_KINDS, type LineForm, type LineKind, newLine } from './statement-form.ts';
import { editorWords } from './words.ts';

const PAGE = 30;

/** Of the form, whose fields' ids begin with it. */
export const FORM_NAME = 'statement';

/** The field of a line that somebody who adds it fills in first. */
const FIRST = {
  fuel: 'fuel',
  electricity: amountOf.electricity,
  heat: amountOf.heat,
  process: 'process',
  gas: 'gas',
  own: 'name',
} as const satisfies Record<LineKind, keyof LineForm>;

interface LinesProps {
  lines: readonly LineForm[];
  counted: LiveFigures['lines'] | undefined;
  datasets: readonly { value: string; label: string }[];
  /** The line that a fault stands at, and whether it stands in its folded part. */
  faulty: { line: number; isFolded: boolean } | undefined;
}

interface Operations {
  add: (line: LineForm, at?: number) => void;
  remove: (at: number) => void;
}

export function Lines(props: LinesProps) {
  return (
    <Form.List name="lines">
      {(fields, operations) => (
        <Listed {...props} keys={fields.map(({ key }) => key)} operations={operations} />
      )}
    </Form.List>
  );
}

interface ListedProps extends LinesProps {
  keys: readonly number[];
  operations: Operations;
}

function Listed({ lines, counted, datasets, faulty, keys, operations }: ListedProps) {
  const say = useWords(editorWords);
  const [page, turn] = useState(1);
  const focus = useFocus();
  const now = useRef({ lines, operations });
  now.current = { lines, operations };
  useEffect(() => {
    if (faulty) turn(Math.floor(faulty.line / PAGE) + 1);
  }, [faulty]);
  const deeds = useMemo(() => {
    const insert = (line: LineForm, at: number) => {
      now.current.operations.add(line, at);
      turn(Math.floor(at / PAGE) + 1);
      focus(`${FORM_NAME}_lines_${at}_${FIRST[line.kind]}`);
    };
    return {
      add: (kind: LineKind) => insert(newLine(now.current.lines, kind), now.current.lines.length),
      next: (at: number) => {
        const { lines: all } = now.current;
        const kind = all[at]?.kind;
        if (kind && all.length < LINES_MAX) insert(newLine(all, kind), at + 1);
      },
      copy: (at: number) => {
        const { lines: all } = now.current;
        const line = all[at];
        if (line && all.length < LINES_MAX) insert(copyOf(all, line), at + 1);
      },
      remove: (at: number) => {
        now.current.operations.remove(at);
        focus(ADD);
      },
    };
  }, [focus]);
  const first = (Math.min(page, Math.ceil(lines.length / PAGE) || 1) - 1) * PAGE;
  return (
    <NextLine value={deeds.next}>
      {lines.length === 0 && <EmptyState title={say('linesNone')} hint={say('linesNoneHint')} />}
      {lines.slice(first, first + PAGE).map((line, offset) => {
        const at = first + offset;
        return (
          <LineRow
            key={keys[at] ?? at}
            at={at}
            line={line}
            kilograms={kilogramsOf(counted, at)}
            isUnfolded={faulty?.line === at && faulty.isFolded}
            datasets={datasets}
            deeds={deeds}
          />
        );
      })}
      {lines.length > PAGE && (
        <Pagination
          current={first / PAGE + 1}
          pageSize={PAGE}
          total={lines.length}
          showSizeChanger={false}
          onChange={turn}
        />
      )}
      <Adding isFull={lines.length >= LINES_MAX} onAdd={deeds.add} />
    </NextLine>
  );
}

const ADD = 'statement-add';

function Adding({ isFull, onAdd }: { isFull: boolean; onAdd: (kind: LineKind) => void }) {
  const say = useWords(editorWords);
  return (
    <Space wrap className="actions">
      <span id={ADD} tabIndex={-1}>
        {say('add')}
      </span>
      {LINE_KINDS.map((kind) => (
        <Button key={kind} disabled={isFull} onClick={() => onAdd(kind)}>
          + {say(`kind.${kind}`)}
        </Button>
      ))}
    </Space>
  );
}

/** For display; the exact sum is made of exact lines. */
function kilogramsOf(counted: LiveFigures['lines'] | undefined, at: number): number | undefined {
  const exact = counted?.get(at)?.views.market.kilograms;
  return exact && Number((exact.numerator * 1000n) / exact.denominator) / 1000;
}

/** Moves the focus to an element by id, once it is there. */
function useFocus(): (id: string) => void {
  const [wanted, want] = useState<{ id: string }>();
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return useMemo(() => (id: string) => want({ id }), []);
}
