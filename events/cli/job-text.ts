/** Jobs as the API shows them, for people. */
import * as z from 'zod';
import { formatTable } from './import/text-table.ts';
import type { Language, Words } from './words.ts';

export const Job = z.object({
  id: z.string(),
  input: z.object({ kind: z.string() }),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  createdAt: z.string(),
  progress: z.object({ done: z.number(), of: z.number().optional() }),
  counts: z.record(z.string(), z.number()),
  failure: z.string().optional(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
});
export type Job = z.infer<typeof Job>;

const states: Record<Job['state'], Words> = {
  waiting: { zh: '等待', en: 'waiting' },
  running: { zh: '办理中', en: 'running' },
  done: { zh: '已完成', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

/** In the order in which they are told. */
const counts: Record<string, Words> = {
  rows: { zh: '行数', en: 'rows' },
  fileIssued: { zh: '文件：签发', en: 'file: issued' },
  fileRetired: { zh: '文件：已注销', en: 'file: retired' },
  fileRemaining: { zh: '文件：剩余', en: 'file: remaining' },
  registryIssued: { zh: '登记簿：签发', en: 'registry: issued' },
  registryRetired: { zh: '登记簿：已注销', en: 'registry: retired' },
  registryRemaining: { zh: '登记簿：剩余', en: 'registry: remaining' },
  thereBefore: { zh: '先前已在登记簿', en: 'there before' },
  differences: { zh: '差异', en: 'differences' },
  errors: { zh: '错误', en: 'errors' },
  warnings: { zh: '警告', en: 'warnings' },
};

const progressOf = ({ progress: { done, of } }: Job): string =>
  of === undefined ? `${done}` : `${done}/${of}`;

/** Done, with no error of a row and no difference. */
export const outcomeOf = ({ state, counts: { errors = 0, differences = 0 } }: Job): boolean =>
  state === 'done' && errors + differences === 0;

/**
 * One job: its state, how far it came, its sums, and what to do about a failure.
 * @param where the flags of a further command, such as ` --port 8700`
 */
export function jobLines(job: Job, language: Language, where = ''): string {
  const { id, input, state, failure, files } = job;
  const names = new Set([...Object.keys(counts), ...Object.keys(job.counts)]);
  const sums = [...names].flatMap((name) => {
    const count = job.counts[name];
    return count === undefined ? [] : [`${counts[name]?.[language] ?? name} ${count}`];
  });
  const told = files.map(({ name, bytes }) => `${name} (${bytes} B)`).join(', ');
  return [
    `${id}  ${input.kind}  ${states[state][language]}  ${progressOf(job)}`,
    ...(sums.length > 0 ? [sums.join({ zh: '，', en: ', ' }[language])] : []),
    ...(failure === undefined ? [] : [failure]),
    ...(told === ''
      ? []
      : [
          {
            zh: `结果：${told}；lvzhang job result ${id}${where} --file …`,
            en: `result: ${told}; lvzhang job result ${id}${where} --file …`,
          }[language],
        ]),
  ].join('\n');
}

const headings: readonly Words[] = [
  { zh: '任务', en: 'job' },
  { zh: '类别', en: 'kind' },
  { zh: '状态', en: 'state' },
  { zh: '进度', en: 'progress' },
  { zh: '提交', en: 'asked for' },
];

export function jobList(jobs: readonly Job[], language: Language): string {
  const lines = jobs.map((job) => [
    job.id,
    job.input.kind,
    states[job.state][language],
    progressOf(job),
    job.createdAt,
  ]);
  return formatTable([headings.map((words) => words[language]), ...lines]).join('\n');
}
