/** Faults that the registry found in a statement, each at its cell, in the registry's words. */
import type { FormInstance } from 'antd';
import { useEffect, useMemo } from 'react';
import { Refusal } from '../../api/refusal.ts';
import { type FieldName, fieldAt, foldedLine } from './faults.ts';
import type { LineForm, StatementForm } from './statement-form.ts';

/** Besides the members whose faults stand at a field: the first line that has one. */
export function useLineFaults(
  form: FormInstance<StatementForm>,
  error: Error | null,
  lines: readonly LineForm[],
) {
  // As they were when the answer came: what is typed since doesn't bring a fault back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a fault is set once, when its answer comes.
  const found = useMemo(() => faultsOf(error, lines), [error]);
  useEffect(() => {
    for (const { name, details } of found)
      form.setFields([{ name, errors: details } as Parameters<typeof form.setFields>[0][number]]);
    const [first] = found;
    if (first)
      form.scrollToField(first.name as Parameters<typeof form.scrollToField>[0], { block: 'center' });
  }, [form, found]);
  return useMemo(() => {
    const first = found.find(({ name }) => name[0] === 'lines')?.name;
    const faulty = first && { line: Number(first[1]), isFolded: foldedLine(first) !== undefined };
    return { fields: found.flatMap(({ members }) => members), faulty };
  }, [found]);
}

interface Found {
  name: FieldName;
  members: string[];
  details: string[];
}

function faultsOf(error: Error | null, lines: readonly LineForm[]): Found[] {
  const byName = new Map<string, Found>();
  for (const { member = '', detail } of error instanceof Refusal ? error.faults : []) {
    const name = fieldAt(member, lines);
    if (!name) continue;
    const at = name.join('/');
    const found = byName.get(at) ?? { name, members: [], details: [] };
    found.members.push(member);
    found.details.push(detail);
    byName.set(at, found);
  }
  return [...byName.values()];
}
