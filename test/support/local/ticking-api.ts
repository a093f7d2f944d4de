/**
 * The handlers under a faked clock that goes on by a millisecond with every answer. A clock that stands
 * would give many commits one time, and the log, which is in order of time where no `prev` says otherwise,
 * could turn them about.
 */
import { vi } from 'vitest';
import { type Answer, type Call, TestApi } from '../probes/api.ts';

export class TickingApi extends TestApi {
  override async send(request: string, call: Call = {}): Promise<Answer> {
    const answer = await super.send(request, call);
    vi.setSystemTime(Date.now() + 1);
    return answer;
  }
}
