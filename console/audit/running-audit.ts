/** The audit of this tab: it goes on while the person looks at other pages. */
import { useSyncExternalStore } from 'react';
import type { AuditProgress } from '../../events/audit/audit.ts';
import { fromHex } from '../../shared/base/encoding.ts';
import { rememberHead } from '../log/seen-head.ts';
import type { AuditMessage, AuditOrder, AuditResult } from './messages.ts';

export type AuditState =
  | { kind: 'none' }
  | { kind: 'running'; progress: AuditProgress | undefined }
  | { kind: 'done'; result: AuditResult }
  | { kind: 'failed'; error: string };

let state: AuditState = { kind: 'none' };
let worker: Worker | undefined;
const watchers = new Set<() => void>();

function become(next: AuditState): void {
  state = next;
  for (const tell of watchers) tell();
}

function end(next: AuditState): void {
  worker?.terminate();
  worker = undefined;
  become(next);
}

/** Begins an audit; one that is under way is left. */
export function startAudit(order: AuditOrder): void {
  end({ kind: 'running', progress: undefined });
  const started = new Worker(new URL('./audit-worker.ts', import.meta.url), { type: 'module' });
  worker = started;
  started.onmessage = ({ data }: MessageEvent<AuditMessage>) => {
    if (data.kind === 'progress') become({ kind: 'running', progress: data.progress });
    else {
      if (data.kind === 'done') remember(data.result);
      end(data);
    }
  };
  // What is thrown outside of the audit: a script that doesn't load, memory that doesn't suffice.
  started.onerror = ({ message }) => end({ kind: 'failed', error: message || 'the worker did not start' });
  started.postMessage(order);
}

/** A log without a violation is the one that later ones have to grow out of. */
function remember({ report: { clean, checkpoint, vkey } }: AuditResult): void {
  if (clean && checkpoint) rememberHead(vkey, { size: checkpoint.size, root: fromHex(checkpoint.root) });
}

export const cancelAudit = (): void => end({ kind: 'none' });

export const useAudit = (): AuditState =>
  useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    () => state,
  );
