/** Names that strangers chose, asked of name servers that are really there, or are not. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { lookUpInDns, NameNotFound, NoAnswer } from '../../functions/webhooks/look-up.ts';
import { sender } from '../../functions/webhooks/send.ts';

/** What a name has, by type of the question: A is 1, AAAA is 28. */
type Zone = Record<string, Partial<Record<1 | 28, string[]>>>;

const NOT_THERE = 3;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** A name server for a zone; it says so of a name that isn’t in it, and nothing of a type that is missing. */
async function nameServer(zone: Zone | 'silent'): Promise<{ servers: string[]; asked: string[] }> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (question, { address, port }) => {
    const { name, type, end } = questionIn(question);
    asked.push(`${name} ${type}`);
    if (zone === 'silent') return;
    const has = zone[name];
    const addresses = has ? has[type] : [];
    if (addresses) socket.send(answerTo(question.subarray(0, end), type, addresses, !has), port, address);
  });
  socket.bind(0, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'listening');
  return { servers: [`127.0.0.1:${socket.address().port}`], asked };
}

/** RFC 1035, 4.1: twelve bytes of a head, then the name's labels, type and class. */
function questionIn(message: Buffer): { name: string; type: 1 | 28; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at]!; length > 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1) as 1 | 28, end: at + 5 };
}

function answerTo(question: Buffer, type: 1 | 28, addresses: string[], missing: boolean): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(missing ? 0x8180 | NOT_THERE : 0x8180, 2);
  for (const [at, count] of [1, addresses.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * at);
  const records = addresses.map((address) => {
    const bytes = bytesOf(address);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([head, ...records]);
}

/** Four numbers, or eight groups of hexadecimals in full. */
const bytesOf = (address: string): Buffer =>
  address.includes('.')
    ? Buffer.from(address.split('.').map(Number))
    : Buffer.from(address.replaceAll(':', ''), 'hex');

const NINE = '2620:00fe:0000:0000:0000:0000:0000:0009';
const HERE = '0000:0000:0000:0000:0000:0000:0000:0001';
const open = () => new AbortController().signal;

describe('a name in DNS', () => {
  it('has the addresses of both families', async () => {
    const { servers } = await nameServer({ 'hooks.firm.cn': { 1: ['9.9.9.9', '9.9.9.10'], 28: [NINE] } });
    expect(await lookUpInDns({ servers })('hooks.firm.cn', open())).toEqual([
      { address: '9.9.9.9', family: 4 },
      { address: '9.9.9.10', family: 4 },
      { address: '2620:fe::9', family: 6 },
    ]);
  });

  it('may have one family only, and one may get no answer', async () => {
    const { servers } = await nameServer({
      'four.firm.cn': { 1: ['9.9.9.9'], 28: [] },
      'six.firm.cn': { 1: [], 28: [NINE] },
      'half.firm.cn': { 1: ['9.9.9.9'] },
    });
    const lookUp = lookUpInDns({ servers, tryMs: 100 });
    expect(await lookUp('four.firm.cn', open())).toEqual([{ address: '9.9.9.9', family: 4 }]);
    expect(await lookUp('six.firm.cn', open())).toEqual([{ address: '2620:fe::9', family: 6 }]);
    expect(await lookUp('half.firm.cn', open())).toEqual([{ address: '9.9.9.9', family: 4 }]);
  });

  it('is told from one that does not exist or has no addresses, and from one of which nobody speaks', async () => {
    const { servers } = await nameServer({ 'empty.firm.cn': { 1: [], 28: [] }, 'mute.firm.cn': {} });
    const lookUp = lookUpInDns({ servers, tryMs: 50 });
    await expect(lookUp('missing.firm.cn', open())).rejects.toThrow(NameNotFound);
    await expect(lookUp('empty.firm.cn', open())).rejects.toThrow(NameNotFound);
    await expect(lookUp('mute.firm.cn', open())).rejects.toThrow(NoAnswer);
  });
});

describe('a receiver whose name', () => {
  const sendTo = (url: string, servers: string[], timeoutMs = 5000) =>
    sender({ reach: { loopback: false }, lookUp: lookUpInDns({ servers }), timeoutMs })(
      new URL(url),
      {},
      '{}',
    );

  it.each([
    ['a private address', { 1: ['10.0.0.1'], 28: [] }],
    ['the machine itself by IPv6', { 1: [], 28: [HERE] }],
    ['a public address, and this machine in the other family', { 1: ['9.9.9.9'], 28: [HERE] }],
  ])('leads to %s is refused', async (_what, has) => {
    const { servers } = await nameServer({ 'hooks.firm.cn': has });
    expect(await sendTo('https://hooks.firm.cn/', servers)).toEqual({ failure: 'address-refused' });
  });

  it('nobody answers for ends its attempt in time, asks no more, and holds up nobody else', async () => {
    const { servers, asked } = await nameServer('silent');
    const receiver = createServer((_request, response) => response.writeHead(204).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const started = performance.now();
    const silent = Array.from({ length: 40 }, (_, i) => sendTo(`https://n${i}.firm.cn/`, servers, 1500));
    // `localhost` is looked up by the system, in one of the four threads that slow names took.
    const quick = sender({ reach: { loopback: true } })(new URL(`http://localhost:${port}/`), {}, '{}');
    expect(await quick).toEqual({ status: 204 });
    expect(performance.now() - started).toBeLessThan(1500);
    for (const sent of await Promise.all(silent)) expect(sent).toEqual({ failure: 'timeout' });
    expect(performance.now() - started).toBeLessThan(3000);
    const before = asked.length;
    expect(before).toBeGreaterThanOrEqual(80);
    // The second question to a server would come now, had the look-up not ended with its attempt.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(asked.length).toBe(before);
    receiver.close();
  });
});
