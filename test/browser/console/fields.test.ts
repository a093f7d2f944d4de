/** Land in the console: on the map and in the list, which say the same. */
import { afterEach, describe, expect, it } from 'vitest';
import { rectangle } from '../../../infra/local/demo/registry.ts';
import { dbfOf, PRJ_DEGREES, shpOf, shxOf, utf8, zipOf } from '../../support/survey/shapefile.ts';
import { kmlOf } from '../../support/survey/texts.ts';
import { browser, findOrganization, type OpenedConsole, openConsole } from './console.ts';
import { surveyed } from './land.ts';

const named = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content as string),
});

const geoJson = (name: string, geometry: object): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { name }, geometry }],
  });

/** A zipped shapefile of one parcel, in degrees. */
function zipped(name: string, rings: number[][][]): Uint8Array {
  const shp = shpOf([rings.map((ring) => ring.toReversed())]);
  return zipOf({
    'a.shp': shp,
    'a.shx': shxOf(shp),
    'a.dbf': dbfOf([{ name }], { encode: utf8 }),
    'a.prj': PRJ_DEGREES,
  });
}

describe.skipIf(!browser)('land in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('sums the inventory, and keeps list and map in step', async () => {
    await surveyed('马鞍山 1 号小班', 20);
    await surveyed('马鞍山 2 号小班', 21);
    opened = await openConsole('nongtou');
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '地块' }).click();
    await page.getByRole('row', { name: /喀喇沁旗 林业 CCER · VCS/ }).waitFor();
    await page.getByRole('button', { name: '马鞍山 1 号小班' }).click();
    await page.waitForURL(/parcel=l-/);
    await page.getByRole('heading', { name: '马鞍山 1 号小班' }).waitFor();
    const map = page.getByLabel(/^地块边界图/);
    await page.getByText(/^正在读取/).waitFor({ state: 'detached' });
    await isSound('land');
    // The neighbour lies to the east of the chosen one, which the map shows in its middle.
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.93, box.y + box.height / 2);
    await page.getByRole('heading', { name: '马鞍山 2 号小班' }).waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: '马鞍山 2 号小班' }).getAttribute('aria-pressed'))
      .toBe('true');
    await page.getByRole('button', { name: '撤回地块' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('重新测绘');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '撤回地块' }).click();
    await page.getByText('地块已撤回').waitFor();
    await page.getByRole('row', { name: /马鞍山 2 号小班 .* 已撤回/ }).waitFor();
    await isSound('land-withdrawn');
    expect(watched.faults).toEqual([]);
  });

  it('registers a parcel from a file: its area and neighbours first, the proof afterwards', async () => {
    await surveyed('河南营子 1 号小班', 30);
    opened = await openConsole('nongtou');
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '地块' }).click();
    await page.getByRole('link', { name: '登记地块' }).click();
    // The list has a field of the same name.
    await page.getByRole('heading', { name: '登记地块', level: 1 }).waitFor();
    await page.getByLabel('旗县区').click();
    await page.keyboard.type('喀喇沁');
    await page.getByTitle('喀喇沁旗 150428').click();
    await page.getByLabel('类型').click();
    await page.getByTitle('林业').click();
    const [files, proof] = [
      page.locator('input[type=file]').last(),
      page.locator('input[type=file]').first(),
    ];
    const far = [
      [
        [118.3, 41.7],
        [118.31, 41.7],
        [118.31, 41.71],
        [118.3, 41.7],
      ],
    ];
    await files.setInputFiles(
      named('粗略.geojson', geoJson('粗略小班', { type: 'Polygon', coordinates: far })),
    );
    await page.getByText('坐标小数不足六位').first().waitFor();
    const inside = rectangle(118.551_337 + 30 * 0.02, 41.910_419, 0.01, 0.01);
    await files.setInputFiles(
      named('重叠.kml', kmlOf([{ name: '重叠小班', polygons: [inside.coordinates] }])),
    );
    await page.getByText(/^与「河南营子 1 号小班」重叠 \d/).waitFor();
    await isSound('land-new-overlap');
    const beside = rectangle(118.551_337 + 31 * 0.02, 41.910_419, 0.02, 0.031_177);
    await files.setInputFiles(named('小班.zip', zipped('河南营子 2 号小班', beside.coordinates)));
    await page.getByText(/河南营子 1 号小班 相邻，共用界点/).waitFor();
    await page.getByText('面积 574.47 公顷').waitFor();
    await page.getByLabel('地图坐标偏移').click();
    await page.getByTitle('GCJ-02（高德、腾讯）').click();
    await page.getByText(/换算后有数米误差/).waitFor();
    await page.getByText(/相邻，共用界点/).waitFor({ state: 'detached' });
    await isSound('land-new-shifted');
    await page.getByLabel('地图坐标偏移').click();
    await page.getByTitle('没有偏移').last().click();
    await page.getByText(/河南营子 1 号小班 相邻，共用界点/).waitFor();
    await page.getByLabel('名称').fill('联系人 13800138000');
    await findOrganization(page, '权利人', '赤峰金通铜业有限公司（示例）');
    await proof.setInputFiles({
      name: '证明.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await page
      .getByRole('button', { name: '登 记' })
      .or(page.getByRole('button', { name: '登记', exact: true }))
      .click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await page.getByLabel('名称').fill('河南营子 2 号小班');
    await page
      .getByRole('button', { name: '登 记' })
      .or(page.getByRole('button', { name: '登记', exact: true }))
      .click();
    await page.getByText('「河南营子 2 号小班」已入库').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('land-registered');
    await page.getByRole('link', { name: '在图上查看' }).click();
    await page.getByRole('heading', { name: '河南营子 2 号小班' }).waitFor();
    // The refused name, and the title proof's way into the document store.
    const others = watched.faults.filter((each) => !/ 4\d\d |^asks \S+\/documents\//.test(each));
    expect(others).toEqual([]);
  });

  it('draws a parcel on the map, and tells its area', async () => {
    await surveyed('王爷府 1 号小班', 40);
    opened = await openConsole('nongtou');
    const { page, go, isSound } = opened;
    await go('/land/new');
    await page.getByLabel('旗县区').click();
    await page.keyboard.type('喀喇沁');
    await page.getByTitle('喀喇沁旗 150428').click();
    const map = page.getByLabel(/^新地块与已登记地块/);
    await map.scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: '在图上绘制' }).click();
    const { x, y, width, height } = (await map.boundingBox())!;
    for (const [right, down] of [
      [0.2, 0.2],
      [0.4, 0.2],
      [0.4, 0.6],
    ] as const) {
      await page.mouse.click(x + width * right, y + height * down);
      await page.waitForTimeout(300);
    }
    await page.mouse.dblclick(x + width * 0.2, y + height * 0.6);
    await page.getByText(/^面积 [\d,.]+ 公顷/).waitFor();
    await isSound('land-drawn');
  });

  it('tells an enterprise that land isn’t its matter, and has no way there', async () => {
    opened = await openConsole('copper');
    await expect.poll(() => opened!.page.getByRole('link', { name: '地块' }).count()).toBe(0);
    await opened.go('/land');
    await opened.page.getByRole('alert').waitFor();
  });
});
