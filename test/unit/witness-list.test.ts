import { describe, expect, it } from 'vitest';
import { COSIGNATURE_V1, ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { parseWitnesses } from '../../functions/log/witnesses.ts';
import { signerOf } from './file-signer.ts';

const one = formatVkey(signerOf('witness.example/one', COSIGNATURE_V1, 1).key);
const two = formatVkey(signerOf('witness.example/two', COSIGNATURE_V1, 2).key);
const sameKeyAsOne = formatVkey(signerOf('witness.example/again', COSIGNATURE_V1, 1).key);
const ofLog = formatVkey(signerOf('example.com/log', ED25519, 3).key);

describe('the list of witnesses', () => {
  it.each(['', '  ', '\n'])('%j names nobody', (text) => expect(parseWitnesses(text)).toEqual([]));

  it.each([
    ['https://w.example', 'https://w.example/add-checkpoint'],
    ['https://w.example/', 'https://w.example/add-checkpoint'],
    ['https://w.example/lv/zhang//', 'https://w.example/lv/zhang/add-checkpoint'],
    ['https://w.example:8443/a%2Cb', 'https://w.example:8443/a%2Cb/add-checkpoint'],
    ['http://127.0.0.1:8790', 'http://127.0.0.1:8790/add-checkpoint'],
    ['http://localhost:8790', 'http://localhost:8790/add-checkpoint'],
    ['http://[::1]:8790', 'http://[::1]:8790/add-checkpoint'],
  ])('posts to %s at %s', (prefix, url) => {
    expect(parseWitnesses(`${one} ${prefix}`)).toMatchObject([{ key: { name: 'witness.example/one' }, url }]);
  });

  it('takes several, with space around them', () => {
    const witnesses = parseWitnesses(` ${one} https://a.example , ${two} https://b.example\n`);
    expect(witnesses.map(({ key }) => key.name)).toEqual(['witness.example/one', 'witness.example/two']);
  });

  it.each([
    ['no URL', one],
    ['no vkey', 'https://w.example'],
    ['three words', `${one} https://w.example x`],
    ['two spaces', `${one}  https://w.example`],
    ['an empty entry', `${one} https://w.example,`],
    ['a key of a log', `${ofLog} https://w.example`],
    ['a vkey with another id', `${one.replace(/\+[0-9a-f]{8}\+/, '+00000000+')} https://w.example`],
    ['no absolute URL', `${one} w.example`],
    ['http beyond loopback', `${one} http://w.example`],
    ['a name that only begins like loopback', `${one} http://127.0.0.1.w.example`],
    ['another scheme', `${one} ftp://w.example`],
    ['credentials', `${one} https://a:b@w.example`],
    ['a query', `${one} https://w.example/?x=1`],
    ['a bare fragment', `${one} https://w.example/#`],
    ['a witness twice', `${one} https://w.example,${one} https://v.example`],
    ['one key under two names', `${one} https://w.example,${sameKeyAsOne} https://v.example`],
  ])('refuses %s', (_, text) => {
    expect(() => parseWitnesses(text)).toThrow(expect.objectContaining({ name: 'MalformedError' }));
  });
});
