/** `import parcels` of the real banners of Chifeng into the registry that `npm start` runs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { demoIdentity, demoOrganizations, OPERATOR, organizationKey } from '../../events/cli/identities.ts';
import { run as runCommand } from '../../events/cli/import.ts';
import { registerKey } from '../../events/cli/key/registration.ts';
import { createSigningKey } from '../../events/cli/signing-key.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { called } from '../support/command.ts';
import { bannerBoundaries, hasBanners, KINKED } from '../support/land/banners.ts';
import { squareRing } from '../support/probes/parcels.ts';

const bannersFile = fileURLToPath(new URL('../../../shared/data/chifeng-banners.geojson', import.meta.url));
const START_TIMEOUT_MS = 120_000;

const Parcel = z.object({ name: z.string(), banner: z.string(), areaSquareMetres: z.number() });
const Inventory = z.object({ parcels: z.number(), areaSquareMetres: z.number() });

interface Feature {
  id: string;
  properties: Record<string, unknown>;
  geometry: { coordinates: [number, number][][] };
}

describe.skipIf(!hasBanners)('import parcels', () => {
  let registry: Registry;
  let developer: ApiClient;
  let folder: string;
  const nongtou = demoIdentity('nongtou')!;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-parcels-'));
    registry = await startRegistry({
      port: 0,
      memory: true,
      folder: join(folder, 'instance'),
      assembly: synthesizeApart,
    });
    const client = (identity: typeof OPERATOR) =>
      new ApiClient({ url: registry.url, token: () => registry.token(identity), language: 'en' });
    const { name, uscc, roles } = demoOrganizations.nongtou;
    const body = { name: name.zh, uscc, roles };
    await client(OPERATOR).post('/v1/organizations', organizationKey('nongtou'), body, z.object({}));
    developer = client(nongtou);
    writeFileSync(join(folder, 'proof.pdf'), '%PDF-1.7 权属证明（示例）');
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function runImport(file: string, ...flags: string[]) {
    const args = ['parcels', file, '--url', registry.url, '--lang', 'en', ...flags];
    const told = await called(runCommand, args, await registry.token(nongtou));
    const errors = told.err.split('\n').filter((line) => line.includes('error:'));
    return { ...told, errors: errors.map((line) => line.replaceAll(`${folder}/`, '')) };
  }

  const inventory = () => developer.get('/v1/inventory', Inventory);
  const flags = () => ['--type', 'grassland', '--holder', nongtou.org, '--title', join(folder, 'proof.pdf')];

  const boundaries = bannerBoundaries();
  const areaOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + Math.round(areaSquareMetres(boundaries.get(name)!)), 0);
  const sound = [...boundaries.keys()].filter((name) => !KINKED.includes(name));

  it('takes the banners whose published boundary is sound, and says of the others where they cross', async () => {
    const { code, out, errors } = await runImport(bannersFile, ...flags());
    expect(code).toBe(1);
    expect(errors.length).toBe(KINKED.length);
    for (const line of errors)
      expect(line).toMatch(
        /: feature \d+: error: boundary\/coordinates\/0\/\d+: The boundary crosses itself \(longitude [\d.]+, latitude [\d.]+\) — Mend it .*\[OGC /,
      );
    expect(out).toContain(`the file's 12 records = registered 9 + there before 0 + refused 3`);
    expect(await inventory()).toEqual({ parcels: 9, areaSquareMetres: areaOf(sound) });
  });

  it('takes the rest too where it may mend them, and then all 12 are in, with their area', async () => {
    const { code, out, err } = await runImport(bannersFile, ...flags(), '--mend');
    expect([code, err]).toEqual([0, expect.stringContaining('warning: boundary: crosses itself at')]);
    expect(out).toContain(`the file's 12 records = registered 3 + there before 9 + refused 0`);
    const whole = { parcels: 12, areaSquareMetres: areaOf(boundaries.keys()) };
    expect(await inventory()).toEqual(whole);
    expect(out).toContain(`total: 12 parcels, ${whole.areaSquareMetres.toLocaleString('en-US')} m²`);
    const parcels: z.infer<typeof Parcel>[] = [];
    for await (const each of developer.list('/v1/parcels?banner=150430', Parcel)) parcels.push(each);
    expect(parcels.map(({ name }) => name)).toEqual(['敖汉旗']);
  });

  it('run again does nothing, and says so', async () => {
    const before = await inventory();
    const { code, out } = await runImport(bannersFile, ...flags(), '--mend');
    expect(code).toBe(0);
    expect(out).toContain('registered 0 + there before 12 + refused 0');
    expect(await inventory()).toEqual(before);
  });

  it('takes the good features of a bad copy, and the same land under another name never', async () => {
    const collection = JSON.parse(readFileSync(bannersFile, 'utf8')) as { features: Feature[] };
    const features = collection.features.filter(({ properties }) => sound.includes(String(properties.name)));
    const [crossing, unknown, coarse, renamed, ...rest] = features as [Feature, Feature, Feature, Feature];
    // A corner of the ring pulled over to the other side of it.
    crossing.geometry.coordinates[0]!.splice(5, 0, [119.9990234375, 42.0009765625]);
    unknown.id = '150499';
    unknown.properties.name = '火星旗';
    coarse.geometry.coordinates = [squareRing(120.06, 43.87).map(([x, y]) => [+x.toFixed(4), +y.toFixed(4)])];
    renamed.properties.name = '改名';
    const [, , , , land] = features as Feature[];
    land!.geometry.coordinates = [squareRing(119.36, 43.96)];
    const file = join(folder, 'bad.geojson');
    writeFileSync(file, `\ufeff${JSON.stringify({ type: 'FeatureCollection', features })}`);
    const before = await inventory();
    const { code, out, errors } = await runImport(file, ...flags());
    expect(code).toBe(1);
    expect(errors).toEqual([
      expect.stringMatching(/feature 1: error: boundary\/coordinates\/0\/\d+: The boundary crosses itself/),
      expect.stringContaining('feature 2: error: banner: "150499 / 火星旗" is no code or name of a banner'),
      expect.stringMatching(/feature 3: error: boundary\/coordinates\/0: Coordinates have fewer than six/),
      expect.stringMatching(/feature 4: error: this land is registered as l-\w+, not as here: name/),
    ]);
    expect(out).toContain(`registered 1 + there before ${rest.length - 1} + refused 4`);
    expect((await inventory()).parcels).toBe(before.parcels + 1);
  });

  it('reads CSV with the geometry in a column, and a title proof per row', async () => {
    const geometry = (west: number, south = 42.2) =>
      JSON.stringify({ type: 'Polygon', coordinates: [squareRing(west, south)] }).replaceAll('"', '""');
    const { uscc } = demoOrganizations.nongtou;
    const file = join(folder, 'parcels.csv');
    writeFileSync(
      file,
      [
        'name,type,banner,holder,title,geojson',
        `甲地,forest,敖汉旗,${nongtou.org},proof.pdf,"${geometry(120)}"`,
        `乙地,wetland,150425,${uscc},proof.pdf,"${geometry(117.3, 43.3)}"`,
        `丙地,forest,敖汉旗,${nongtou.org},absent.pdf,"${geometry(120.1)}"`,
        `丁地,wood,敖汉旗,o-${'0'.repeat(20)},../proof.pdf,{`,
        `戊地,forest,敖汉旗,o-${'0'.repeat(20)},proof.pdf,"${geometry(120.2)}"`,
        `己地,forest,敖汉旗,${nongtou.org},proof.pdf,"${geometry(120)}"`,
      ].join('\r\n'),
    );
    const before = await inventory();
    const { code, out, errors } = await runImport(file);
    expect(code).toBe(1);
    expect(errors).toEqual([
      'parcels.csv:4:38: error: title: absent.pdf: no such file (ENOENT)',
      'parcels.csv:5:4: error: type: unknown type "wood" (one of forest, grassland, wetland, farmland, livestock, energy)',
      expect.stringMatching(/^parcels.csv:5:36: error: title: ..\/proof.pdf is not within /),
      expect.stringMatching(/^parcels.csv:5:49: error: geojson is no JSON: /),
      `parcels.csv:6:15: error: holder: o-${'0'.repeat(20)} is not registered`,
      'parcels.csv:7:1: error: the same land as record 1 (same boundary and type)',
    ]);
    expect(out).toContain("the file's 6 records = registered 2 + there before 0 + refused 4");
    expect((await inventory()).parcels).toBe(before.parcels + 2);
  });

  it.each<[string, string]>([
    ['{"type":"FeatureCollection"', 'error: no JSON'],
    ['{"type":"Polygon"}', 'error: no GeoJSON FeatureCollection (RFC 7946 §3.3), but Polygon'],
    [
      '{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4610"}}}',
      "error: crs: Coordinates are on another datum: Xi'an 1980 (urn:ogc:def:crs:EPSG::4610)",
    ],
    [
      '{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4527"}}}',
      'error: the file holds no parcel',
    ],
    ['{"type":"FeatureCollection","features":[null]}', 'feature 1: error: no Feature'],
  ])('says of %s: %s', async (text, message) => {
    const file = join(folder, 'odd.geojson');
    writeFileSync(file, text);
    const { code, errors } = await runImport(file);
    expect([code, errors.length]).toEqual([1, 1]);
    expect(errors[0]).toContain(message);
  });

  it('does not go on without being let in, or without knowing what to do', async () => {
    const token = await registry.token(demoIdentity('bank')!);
    const refused = await runImport(bannersFile, ...flags(), '--token', token);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('403')]);
    expect(await runImport(bannersFile, '--as', 'nongtou')).toMatchObject({ code: 2 });
  });

  it.each([
    ['absent.geojson', 'no such file (ENOENT)'],
    ['.', 'a folder, not a file (EISDIR)'],
  ])('says why %s can not be read', async (name, why) => {
    const path = join(folder, name);
    expect(await runImport(path)).toMatchObject({
      code: 2,
      err: `${path}: error: ${why}\n`,
    });
  });

  it.each([
    ['--type', 'gras'],
    ['--banner', '火星旗'],
    ['--holder', 'o-1'],
    ['--title', 'absent.pdf'],
  ])('says once, before anything is read, what is wrong with %s %s', async (flag, value) => {
    const { code, err, out } = await runImport(bannersFile, ...flags(), flag, value);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith(`${flag}: `)).toBe(true);
    expect(err.split('\n').filter((line) => line.includes(value)).length).toBe(1);
  });

  it('signs what it sends with the key of --sign, once the organization has one', async () => {
    const key = (await createSigningKey(join(folder, 'own.key')))!;
    await registerKey(developer, key);
    const file = join(folder, 'signed.csv');
    const geometry = JSON.stringify({ type: 'Polygon', coordinates: [squareRing(120.3, 42.4)] });
    const row = `庚地,forest,敖汉旗,${nongtou.org},proof.pdf,"${geometry.replaceAll('"', '""')}"`;
    writeFileSync(file, `name,type,banner,holder,title,geojson\n${row}`);
    const unsigned = await runImport(file);
    expect([unsigned.code, unsigned.errors.length]).toEqual([1, 1]);
    const signed = await runImport(file, '--sign', join(folder, 'own.key'));
    expect([signed.code, signed.errors]).toEqual([0, []]);
    expect(signed.out).toContain('registered 1 + there before 0 + refused 0');
  });
});
