/** Where webhooks may go: by address, and by name. */
import { describe, expect, it } from 'vitest';
import { isPublicAddress, reachOf, webhookUrl } from '../../functions/webhooks/address.ts';

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
];
const PUBLIC_6 = ['2001:4860:4860::8888', '2606:4700::1111', '2a00:1450:4001::1', '240e::1'];

const REFUSED: [string, string[]][] = [
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['unspecified', ['0.0.0.0', '0.1.2.3', '::']],
  ['private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1']],
  ['link-local, with the metadata of clouds', ['169.254.0.1', '169.254.169.254', '169.254.170.2', 'fe80::1']],
  ['unique local, with the metadata of clouds', ['fc00::1', 'fd00:ec2::254', 'fdff::1']],
  ['site-local', ['fec0::1']],
  ['shared', ['100.64.0.1', '100.100.100.200', '100.127.255.255']],
  ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1']],
  ['broadcast', ['255.255.255.255']],
  ['reserved', ['240.0.0.1', '192.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.88.99.1']],
  ['benchmarking', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
  ['documentation', ['2001:db8::1', '3fff::1']],
  ['IPv4 mapped', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:1.1.1.1', '::ffff:169.254.169.254']],
  ['IPv4 compatible', ['::127.0.0.1', '::7f00:1', '::a9fe:a9fe']],
  ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1']],
  ['6to4', ['2002:7f00:1::', '2002:a9fe:a9fe::1']],
  ['Teredo', ['2001::1', '2001:0:7f00:1::']],
  ['not given out', ['4000::1', '5f00::1', '8000::1', '100::1', '1::1']],
  [
    'no address',
    [
      '',
      'localhost',
      '1.1.1',
      '127.1',
      '0x7f.1',
      '1.1.1.1.1',
      '1.1.1.1/8',
      'fe80::1%eth0',
      '::ffff:999.1.1.1',
    ],
  ],
];

describe('an address', () => {
  it.each([...PUBLIC, ...PUBLIC_6])('%s is of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  for (const [kind, addresses] of REFUSED)
    it.each(addresses)(`${kind}: "%s" is refused`, (address) => {
      expect(isPublicAddress(address)).toBe(false);
    });
});

describe('a URL', () => {
  const far = reachOf({});
  const near = reachOf({ WEBHOOKS_TO_LOOPBACK: 'yes' });
  const judged = (text: string, reach = far) => {
    const url = webhookUrl(text, reach);
    return url instanceof URL ? url.href : url;
  };

  it.each([
    ['https://hooks.example.com.cn/a?b=c', 'https://hooks.example.com.cn/a?b=c'],
    ['https://HOOKS.Firm.cn', 'https://hooks.firm.cn/'],
    ['https://firm.cn:443/x', 'https://firm.cn/x'],
    ['https://绿证.中国/接收', 'https://xn--ip0a64x.xn--fiqs8s/%E6%8E%A5%E6%94%B6'],
    ['https://a_b.firm.cn/', 'https://a_b.firm.cn/'],
  ])('%s is taken, in its normal form', (text, href) => expect(judged(text)).toBe(href));

  it.each([
    ['http://firm.cn/', 'scheme'],
    ['ftp://firm.cn/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['firm.cn', 'malformed'],
    ['https://', 'malformed'],
    ['https://[::1', 'malformed'],
    [`https://firm.cn/${'a'.repeat(1000)}`, 'malformed'],
    ['https://me:secret@firm.cn/', 'user'],
    ['https://me@firm.cn/', 'user'],
    ['https://firm.cn:8443/', 'port'],
    ['https://firm.cn:80/', 'port'],
    ['https://firm.cn/#x', 'fragment'],
    ['https://firm.cn/#', 'fragment'],
    ...[
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '0x7f000001',
      '2130706433',
      '017700000001',
      '１２７.0.0.1',
      '①②⑦.0.0.1',
      '169.254.169.254',
      '1.1.1.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[2606:4700::1111]',
      'localhost',
      'LOCALHOST',
      'a.localhost',
      'metadata.google.internal',
      'printer.local',
      'firm',
      'firm.cn.',
      'a..firm.cn',
      '1.0.0.127.in-addr.arpa',
    ].map((host) => [`https://${host}/`, 'host']),
  ])('%s is refused: %s', (text, fault) => {
    // URL itself refuses some of these spellings.
    expect([fault, ...(fault === 'host' ? ['malformed'] : [])]).toContain(judged(text));
  });

  it('may be of this machine only where the deployment says so, and then nothing else is opened', () => {
    for (const text of ['http://127.0.0.1:8080/x', 'http://localhost:9/', 'https://[::1]:8443/'])
      expect([judged(text), judged(text, near)]).toEqual([expect.stringMatching(/scheme|port|host/), text]);
    for (const text of [
      'http://firm.cn/',
      'http://10.0.0.1/',
      'http://169.254.169.254/',
      'http://[::ffff:7f00:1]/',
    ])
      expect(judged(text, near)).toBe('scheme');
    expect(judged('http://me@127.0.0.1/', near)).toBe('user');
    for (const set of ['', 'no', 'true', '1', 'YES'])
      expect(reachOf({ WEBHOOKS_TO_LOOPBACK: set }).loopback).toBe(false);
  });
});
