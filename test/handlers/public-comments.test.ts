/** Comments without a name through the API: received, held back, judged, and in the way of a conclusion. */
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/base/day.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { playOn } from '../support/local/memory-world.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { onDay, publishedProject } from '../support/probes/lifecycle.ts';
import { commentOpenly, openComment } from '../support/probes/public-comments.ts';
import { must } from '../support/probes/small-registry.ts';

let api: TestApi;
beforeAll(async () => {
  playOn();
  api = new TestApi(await loadHandlers());
});

const problem = (name: string) => ({ type: `urn:lvzhang:problem:${name}` });

async function published() {
  const native = await publishedProject(api, { standard: 'VCS' });
  return { native, comments: native.comments, path: `/v1/projects/${native.project}` };
}

it('is logged at once by its digest, and read by the operator alone until it is admitted', async () => {
  const { native, path } = await published();
  const { body, receipt } = await commentOpenly(api, path, '样地重复计入');
  const { text, salt } = body;
  expect(receipt).toMatchObject({ subject: native.project, number: 1 });
  const json = toUtf8(JSON.stringify({ salt, subject: native.project, text }));
  expect(receipt.sha256).toBe(toHex(sha256(json)));
  const { event } = await must(api, `GET /v1/commits/${receipt.commit.id}`, OPERATOR);
  expect(event).toMatchObject({
    type: 'public-comment.received',
    by: { org: 'lvzhang-registry', role: 'system' },
    facts: { sha256: receipt.sha256, bytes: json.length },
  });
  expect(JSON.stringify(event)).not.toContain(text);
  expect(await api.send(`GET /log/comment/${receipt.sha256}`)).toMatchObject({ status: 404 });
  const { caller } = native.holder;
  expect(await must(api, `GET ${path}/comments`, caller)).toEqual({ items: [] });
  expect(await api.send(`GET ${path}/waiting-comments`, { caller })).toMatchObject({ status: 403 });
  expect(await must(api, `GET ${path}/waiting-comments`, OPERATOR)).toMatchObject({
    items: [{ number: 1, text, sha256: receipt.sha256 }],
  });
  const listed = await api.send(`GET ${path}/public-comments`);
  expect(listed.body).toMatchObject({ items: [{ number: 1, status: 'waiting' }] });
  expect(JSON.stringify(listed.body)).not.toContain(text);

  const admitted = await must(api, `POST ${path}/public-comments/1/admit`, OPERATOR);
  expect(admitted).toMatchObject({ number: 1, comment: 1 });
  const said = await api.send(`GET /log/comment/${receipt.sha256}`);
  expect([said.status, said.body]).toEqual([200, { salt, subject: native.project, text }]);
  expect(await must(api, `GET ${path}/comments`, caller)).toMatchObject({
    items: [{ number: 1, received: 1, by: 'lvzhang-registry', text }],
  });
  expect(await must(api, `GET ${path}/waiting-comments`, OPERATOR)).toEqual({ items: [] });
  // As any other comment, its text goes by order.
  await must(api, `POST ${path}/comments/1/remove`, OPERATOR, { order: '赤网信令〔2026〕1号' });
  expect(await api.send(`GET /log/comment/${receipt.sha256}`)).toMatchObject({ status: 410 });
});

it('sent again is the same comment, with other work too; the same words with another salt are another', async () => {
  const { native, path } = await published();
  const { body, receipt } = await commentOpenly(api, path);
  const again = await api.send(`POST ${path}/public-comments`, { body, key: null });
  expect(again).toMatchObject({ status: 201, body: receipt, headers: { 'idempotent-replayed': 'true' } });
  expect((await commentOpenly(api, path, body.text)).receipt).toMatchObject({ number: 2 });
  expect(await must(api, `GET ${path}`, native.holder.caller)).toMatchObject({
    publicComments: { received: 2, waiting: 2 },
  });
  await must(api, `POST ${path}/public-comments/1/refuse`, OPERATOR, { reason: '与项目无关' });
  // Nor does a retry bring back what was refused.
  expect(await api.send(`POST ${path}/public-comments`, { body, key: null })).toMatchObject({
    status: 201,
    body: receipt,
  });
  expect(await must(api, `GET ${path}/waiting-comments`, OPERATOR)).toMatchObject({
    items: [{ number: 2 }],
  });
});

it('refused: why is public, the text is gone, and it isn’t judged again', async () => {
  const { path } = await published();
  const { receipt } = await commentOpenly(api, path, '垃圾广告');
  const refuse = () =>
    api.send(`POST ${path}/public-comments/1/refuse`, { caller: OPERATOR, body: { reason: '广告' } });
  expect(await refuse()).toMatchObject({ status: 200, body: { refused: { reason: '广告' } } });
  expect(await refuse()).toMatchObject({ status: 409, body: problem('public-comment-judged') });
  const admit = { caller: OPERATOR };
  expect(await api.send(`POST ${path}/public-comments/1/admit`, admit)).toMatchObject({
    status: 409,
    body: problem('public-comment-judged'),
  });
  expect(await api.send(`POST ${path}/public-comments/2/admit`, admit)).toMatchObject({ status: 404 });
  expect((await api.send(`GET ${path}/public-comments`)).body).toMatchObject({
    items: [{ status: 'refused', refused: { reason: '广告' } }],
  });
  expect(await api.send(`GET /log/comment/${receipt.sha256}`)).toMatchObject({ status: 404 });
  expect(await must(api, `GET ${path}/waiting-comments`, OPERATOR)).toEqual({ items: [] });
});

describe('is refused', () => {
  it('without its work, or with that of another comment or day', async () => {
    const { native, path } = await published();
    const send = (body: object) => api.send(`POST ${path}/public-comments`, { body, key: null });
    const body = openComment(native.project);
    const missing = { status: 422, body: problem('work-missing') };
    // The nonce is the first that does.
    expect(await send({ ...body, nonce: body.nonce - 1 })).toMatchObject(missing);
    expect(await send({ ...body, text: `${body.text}！` })).toMatchObject(missing);
    expect(await send({ ...body, salt: 'a'.repeat(64) })).toMatchObject(missing);
    expect(await send({ ...body, day: addDays(body.day, 1) })).toMatchObject(missing);
    expect(await send({ ...body, day: addDays(body.day, -2) })).toMatchObject({
      status: 422,
      body: problem('work-outdated'),
    });
    expect(await send({ ...body, text: '请致电 13800138000' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/text' }] },
    });
    expect(await send({ ...body, nonce: 0 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/nonce' }] },
    });
    expect(await send({ ...body, name: '张三' })).toMatchObject({ status: 400 });
  });

  it('outside the days of publication, and on what is no project', async () => {
    const { native, comments, path } = await published();
    onDay(addDays(comments.to, 1));
    const body = openComment(native.project);
    expect(await api.send(`POST ${path}/public-comments`, { body, key: null })).toMatchObject({
      status: 409,
      body: problem('comments-closed'),
    });
    const nowhere = `p-${'0'.repeat(20)}`;
    const request = `POST /v1/projects/${nowhere}/public-comments`;
    expect(await api.send(request, { body: openComment(nowhere), key: null })).toMatchObject({
      status: 404,
    });
  });
});

it('holds up the validation until it is judged, and is treated once it is admitted', async () => {
  const { native, comments, path } = await published();
  await commentOpenly(api, path, '甲');
  await commentOpenly(api, path, '乙');
  onDay(addDays(comments.to, 1));
  const document = await storedDocument(native.validator.id);
  const validate = (...treated: number[]) =>
    api.send(`POST ${path}/validate`, {
      caller: native.validator.caller,
      body: {
        document,
        conclusion: 'positive',
        treatments: treated.map((comment) => ({ comment, treatment: 'adopted' })),
      },
    });
  const waiting = (count: number) => ({
    status: 409,
    body: { ...problem('comments-waiting'), seen: { waiting: count } },
  });
  expect(await validate()).toMatchObject(waiting(2));
  await must(api, `POST ${path}/public-comments/1/refuse`, OPERATOR, { reason: '与项目无关' });
  expect(await validate()).toMatchObject(waiting(1));
  await must(api, `POST ${path}/public-comments/2/admit`, OPERATOR);
  expect(await validate()).toMatchObject({ status: 422, body: problem('comment-untreated') });
  expect(await validate(1)).toMatchObject({ status: 200 });
});

it('is led to from the project’s page as long as it is taken', async () => {
  const { native, comments } = await published();
  const pageOf = async () => String((await api.send(`GET /p/projects/${native.project}`)).body);
  const form = `href="/console/projects/${native.project}"`;
  expect(await pageOf()).toContain(form);
  onDay(addDays(comments.to, 1));
  expect(await pageOf()).not.toContain(form);
});
