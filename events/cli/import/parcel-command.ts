/** `lvzhang import parcels`: resource parcels from a survey's file, through the HTTP API. */
import { dirname } from 'node:path';
import * as z from 'zod';
import { eachBounded } from '../../../shared/base/bounded.ts';
import { getV1Inventory } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import type { ApiClient } from '../api-client.ts';
import { readInput } from '../file/text-file.ts';
import { demoIdentity, identityNames } from '../identities.ts';
import { print } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from './connection.ts';
import type { ParcelReading } from './feature-records.ts';
import { gatheredFindings } from './gathered-findings.ts';
import { faultOfDefaults } from './parcel-fields.ts';
import { readParcelFile } from './parcel-files.ts';
import { ParcelImport } from './parcel-import.ts';
import { readingOf, readingOptions } from './parcel-reading.ts';
import { type CheckOptions, checkParcels } from './parcel-rows.ts';
import { formatSummary, grouped } from './parcel-summary.ts';
import { startProgress } from './progress.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';
import { TitleFolder } from './title-proof.ts';

/** The default identity for entering parcels: the demo's municipal agricultural investment group. */
const IDENTITY_DEFAULT = 'nongtou';
/** Parcels registered at a time. */
const PARALLEL = 6;

export const parcelsUsage = `lvzhang import parcels FILE [--crs EPSG:CODE] [--datum gcj02|bd09] [--layer L] [--map COLUMN=FIELD]…
                       [--titles DIR] [--type T] [--banner B] [--holder H] [--title FILE] [--mend]
                       [--as NAME] [--lang zh|en] [--port N | --url URL --token T] [--sign KEYFILE]
  FILE      GeoJSON, CSV (geometry as GeoJSON or WKT / 几何列为 GeoJSON 或 WKT), shapefile (.zip, .shp), KML, KMZ,
            GeoPackage, .wkt
  fields    name, type, banner, holder, title, or the Chinese names of surveys / 或测绘常用的中文列名
  banner    code or name; a feature's id or name may be it / 代码或名称，缺省取要素 id 或名称
  holder    organization id or USCC / 机构标识或统一社会信用代码
  --crs     coordinate system of a file that names none; CGCS2000 zones EPSG:4491–4554 are inverted
            / 文件未说明的坐标系；CGCS2000 的 3 度、6 度带均反算为经纬度
  --datum   degrees shifted as map services do; converted, and recorded with the parcel / 偏移坐标，换算并入账
  --layer   of a file with several / 有多个图层时
  --map     what a column means, such as 小班号=name / 列的含义
  --titles  folder of the title proofs that records name; that of FILE by default / 权属证明所在文件夹
  --type, --banner, --holder, --title  where a record has none / 记录未填写时的缺省值
  --mend    make boundaries sound that cross themselves, by the even-odd rule / 按奇偶规则修复自相交的边界
  --as      a demo identity of the local instance (${IDENTITY_DEFAULT}) / 本机实例的演示身份
${PUBLIC_TEXTS}
Sound records go in, faulty ones are listed; run it again and nothing is done twice / 无误者入库，有误者列出；重复执行不会重复办理`;

interface ParcelRequest {
  file: string;
  reading: ParcelReading;
  options: CheckOptions;
  language: Language;
  client: ApiClient;
}

/** @throws UsageError, NoInstanceError */
function readArguments(args: string[]): ParcelRequest {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      titles: text,
      type: text,
      banner: text,
      holder: text,
      title: text,
      as: text,
      mend: { type: 'boolean', default: false },
      ...readingOptions,
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('须给出一个文件 give one file');
  const { crs, datum, layer, map, ...others } = values;
  const reading = readingOf({ crs, datum, layer, map });
  const { lang, titles = dirname(file), as, type, banner, holder, title, mend, ...flags } = others;
  const language = requireLanguage(lang);
  if (flags.url !== undefined && as !== undefined)
    throw new UsageError('--as 仅用于本机实例 --as is for a local instance; --url goes with --token');
  const identity = demoIdentity(as ?? IDENTITY_DEFAULT);
  if (!identity) throw new UsageError(`--as ${as}: ${identityNames.join(', ')}`);
  const defaults = {
    ...(type !== undefined && { type }),
    ...(banner !== undefined && { banner }),
    ...(holder !== undefined && { holder }),
    ...(title !== undefined && { title }),
  };
  const fault = faultOfDefaults(defaults);
  if (fault) throw new UsageError(fault[language]);
  const options = { defaults, titles: new TitleFolder(titles), mend };
  return { file, reading, options, language, client: connect(flags, identity, language) };
}

const Inventory = z.object({ parcels: z.number(), areaSquareMetres: z.number() });

async function importParcels({ file, reading, options, language, client }: ParcelRequest): Promise<number> {
  const { findings, tellAll } = gatheredFindings();
  const { records, refused } = readParcelFile(readInput(file), findings, reading);
  const rows = checkParcels(records, options, findings);
  const parcels = new ParcelImport(client, findings);
  const progress = startProgress({ zh: '导入地块', en: 'importing parcels' }[language], rows.length);
  try {
    await eachBounded(rows, PARALLEL, async (row) => {
      await parcels.run(row);
      progress.step();
    });
  } finally {
    progress.end();
    tellAll(language);
  }
  print(formatSummary(parcels, records.length + refused, language));
  const { parcels: count, areaSquareMetres } = await ask(client, getV1Inventory(), Inventory);
  const { errors, warnings } = findings;
  print(
    {
      zh: `资源底数现有 ${count} 个地块，${grouped(areaSquareMetres)} 平方米\n输入：错误 ${errors} 处，警告 ${warnings} 处`,
      en: `the inventory now has ${count} parcels, ${grouped(areaSquareMetres)} m²\ninput: errors ${errors}, warnings ${warnings}`,
    }[language],
  );
  return errors > 0 ? EXIT_FAULT : 0;
}

/** Exit code 0: every record is in; 1: a bad record, or no registry; 2: invalid arguments. */
export async function runParcels(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(parcelsUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    return await importParcels(request);
  } catch (error) {
    return explain(error, parcelsUsage, language);
  }
}
