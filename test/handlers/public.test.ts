/** What anybody reads without a token: published files, totals of statements, and nothing that is sealed. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { requireEntity } from '../../functions/http/require-entity.ts';
import { projectEntity } from '../../shared/ledger/entity.ts';
import { playOn, worldHere } from '../support/local/memory-world.ts';
import { loadHandlers, TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { give } from '../support/probes/given.ts';
import { onDay, publishedProject, reserveNativeProject } from '../support/probes/lifecycle.ts';
import { greenStatement } from '../support/probes/statements.ts';

let api: TestApi;
beforeAll(async () => {
  playOn();
  api = new TestApi(await loadHandlers());
});

// First of all: later ones set the clock to the days of a project.
describe('the public part of an emission statement', () => {
  it('has totals and coverage; no line and no seal, even for its organization', async () => {
    const id = await greenStatement(api);
    const { status, body } = await api.send(`GET /v1/emission-statements/${id}/totals`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'verified', coverage: { view: 'market' } });
    const caller = { org: body.organization, roles: ['enterprise' as const] };
    const own = await api.send(`GET /v1/emission-statements/${id}/totals`, { caller });
    expect(own.body).toEqual(body);
    expect(body).not.toHaveProperty('lines');
    expect(body).not.toHaveProperty('seal');
    expect((await api.send(`GET /v1/emission-statements/${id}`, { caller })).body).toHaveProperty('lines');
    expect((await api.send(`GET /v1/emission-statements/${id}`)).status).toBe(401);
  });
});

const published = () => publishedProject(api, { standard: 'VCS' });

describe('the file of a published design', () => {
  it('is anybody’s in its days of publication, by an address for that file alone', async () => {
    const native = await published();
    const { project, developer } = native;
    const report = { ...(await storedDocument(native.validator.id)), organization: native.validator.id };
    const { state } = await requireEntity(worldHere().reads, projectEntity(project));
    await give(projectEntity(project), { documents: [...(state.documents ?? []), report] });
    const { body: shown } = await api.send(`GET /v1/projects/${project}`);
    const { status, headers, body } = await api.send(`GET /v1/projects/${project}/design`);
    expect([status, headers.location, headers['cache-control']]).toEqual([303, body.url, 'no-store']);
    expect(body.document.sha256).toBe(shown.design.document);
    expect(new URL(body.url).pathname).toContain(`/documents/${developer.id}/${shown.design.document}`);
    const file = await fetch(body.url);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, body.document.mediaType]);
    // The report filed beside it is still nobody's without a token.
    expect((await api.send(`GET /v1/documents/${report.sha256}?of=${project}`)).status).toBe(401);
  });

  it('is closed afterwards, with the days and the rule, until the project is registered', async () => {
    const { project } = await published();
    const { from, to } = (await api.send(`GET /v1/projects/${project}`)).body.design.comments;
    const before = new Date();
    onDay('2199-01-01');
    try {
      const { status, body } = await api.send(`GET /v1/projects/${project}/design`);
      expect([status, body.type, body.seen]).toEqual([
        403,
        'urn:lvzhang:problem:document-not-public',
        { from, to },
      ]);
      expect(JSON.stringify(body)).not.toContain('http');
      await give(projectEntity(project), { status: 'registered', code: '示例-1' });
      expect((await api.send(`GET /v1/projects/${project}/design`)).status).toBe(303);
    } finally {
      vi.setSystemTime(before);
    }
  });

  it('is not there before it is published', async () => {
    const { project } = await reserveNativeProject(api, { standard: 'VCS' });
    expect((await api.send(`GET /v1/projects/${project}/design`)).status).toBe(404);
  });
});

describe('caches', () => {
  it('may keep a public answer for some seconds, a browser none, and comments nobody', async () => {
    const { project } = await published();
    const cached = async (path: string) => (await api.send(`GET ${path}`)).headers['cache-control'];
    expect(await cached(`/v1/projects/${project}`)).toBe('public, max-age=0, s-maxage=10');
    expect(await cached(`/v1/projects/${project}/comments`)).toBe('no-store');
    expect(await cached('/v1/projects/p-00000000000000000000')).toBe('no-store');
  });
});
