/**
 * The coordinate system that a .prj file or a GeoPackage describes: well-known text of Esri or OGC (WKT 1),
 * or ISO 19162 (WKT 2). Parameters count and not names, since programs name the same zone differently.
 */
import { landRejections } from '../../../shared/land/rejections.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import { type Ellipsoid, type Grid, otherDatum, type Refusal, type System } from './system.ts';

interface Node {
  keyword: string;
  parts: (string | number | Node)[];
}

const LENGTH_MAX = 65_536;
/** Real ones are nested six deep. */
const DEPTH_MAX = 32;
const TOKEN = /\s*("(?:[^"]|"")*"|[A-Za-z_]\w*|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[[\](),])/y;

/** The tree of a well-known text; undefined where it is none. */
function treeOf(text: string): Node | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const token = new RegExp(TOKEN);
  const next = () => token.exec(text)?.[1];
  const node = (keyword: string, depth: number): Node | undefined => {
    const open = next();
    if (depth > DEPTH_MAX || (open !== '[' && open !== '(')) return undefined;
    const parts: Node['parts'] = [];
    for (;;) {
      const at = token.lastIndex;
      const part = next();
      if (part === undefined || /^[,[(]$/.test(part)) return undefined;
      if (part === ']' || part === ')') return { keyword, parts };
      if (part.startsWith('"')) parts.push(part.slice(1, -1).replaceAll('""', '"'));
      else if (/^[A-Za-z_]/.test(part)) {
        const inner = text.slice(token.lastIndex).trimStart();
        // A direction of an axis is a bare word.
        if (/^[[(]/.test(inner)) {
          const child = node(part.toUpperCase(), depth + 1);
          if (!child) return undefined;
          parts.push(child);
        } else parts.push(part);
      } else parts.push(Number(part));
      const after = next();
      if (after === ']' || after === ')') return { keyword, parts };
      if (after !== ',' || token.lastIndex <= at) return undefined;
    }
  };
  const first = next();
  return first && /^[A-Za-z]/.test(first) ? node(first.toUpperCase(), 0) : undefined;
}

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const part of node.parts) if (typeof part === 'object') yield* nodesOf(part);
}

const find = (node: Node, ...keywords: string[]): Node | undefined =>
  [...nodesOf(node)].find(({ keyword }) => keywords.includes(keyword));

const nameOf = (node: Node | undefined): string => (typeof node?.parts[0] === 'string' ? node.parts[0] : '');

const numberOf = (node: Node | undefined, at = 1): number | undefined => {
  const value = node?.parts[at];
  return typeof value === 'number' ? value : undefined;
};

/** Names without case, spaces and punctuation: `D_China_2000`, `China 2000`. */
const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

const OURS =
  /china2000|chinageodeticcoordinatesystem2000|cgcs2000|2000国家大地|wgs1?9?84|worldgeodeticsystem1984/;
/** What other datums are called, and how a reader knows them. */
const OTHERS: readonly [RegExp, string][] = [
  [/xian|西安/, "Xi'an 1980 西安80"],
  [/newbeijing|新北京/, 'New Beijing 新北京54'],
  [/beijing|北京|pulkovo|krass?ovs?k?y/, 'Beijing 1954 北京54'],
];
/** Both have the same semi-major axis; those of Beijing 1954 and Xi'an 1980 are 108 m and 3 m longer. */
const SEMI_MAJOR = 6_378_137;

const DEGREE_RADIANS = Math.PI / 180;
const isDegree = (unit: Node | undefined) => {
  const radians = numberOf(unit);
  return radians !== undefined && Math.abs(radians - DEGREE_RADIANS) < 1e-9;
};

const GEOGRAPHIC = ['GEOGCS', 'GEOGCRS', 'GEODCRS', 'BASEGEOGCRS', 'BASEGEODCRS'];

/** The system, if it is degrees on our datum or a grid over them; else why it isn't taken. */
export function systemOfWkt(text: string): System | Refusal {
  const tree = treeOf(text.trim());
  const geographic = tree && find(tree, ...GEOGRAPHIC);
  if (!tree || !geographic) return unknown(text.trim().slice(0, 80));
  const projected = find(tree, 'PROJCS', 'PROJCRS');
  const shown = nameOf(projected ?? geographic);
  const datum = find(geographic, 'DATUM', 'ENSEMBLE');
  const names = [nameOf(datum), nameOf(geographic)].map(bare);
  const foreign = OTHERS.find(([pattern]) => names.some((name) => pattern.test(name)));
  if (foreign) return otherDatum(foreign[1]);
  const spheroid = find(geographic, 'SPHEROID', 'ELLIPSOID');
  const semiMajor = numberOf(spheroid, 1);
  const inverseFlattening = numberOf(spheroid, 2);
  const greenwich = find(geographic, 'PRIMEM');
  const isOurs = names.some((name) => OURS.test(name)) && semiMajor === SEMI_MAJOR && !!inverseFlattening;
  if (!isOurs || (greenwich && numberOf(greenwich) !== 0)) return unknown(shown || nameOf(datum));
  if (projected) return gridOf(projected, { semiMajor, inverseFlattening });
  const unit = geographic.parts.findLast((part) => typeof part === 'object' && part.keyword === 'UNIT');
  const angle = typeof unit === 'object' ? unit : find(geographic, 'ANGLEUNIT');
  return isDegree(angle) ? { name: shown } : unknown(shown);
}

/** The parameters' names in WKT 1 and WKT 2. */
const PARAMETERS = {
  meridian: ['centralmeridian', 'longitudeofcenter', 'longitudeofnaturalorigin'],
  scale: ['scalefactor', 'scalefactoratnaturalorigin'],
  falseEasting: ['falseeasting'],
  falseNorthing: ['falsenorthing'],
  latitude: ['latitudeoforigin', 'latitudeofnaturalorigin'],
} as const;
type Parameter = keyof typeof PARAMETERS;

const TRANSVERSE = /^(gausskruger|gausskrüger|transversemercator)$/;
const WEB = /^(mercatorauxiliarysphere|popularvisualisationpseudomercator)$/;

function gridOf(projected: Node, ellipsoid: Ellipsoid): System | Refusal {
  const name = nameOf(projected);
  const method = bare(nameOf(find(projected, 'PROJECTION', 'METHOD')));
  const given = new Map<string, number>();
  for (const node of nodesOf(projected))
    if (node.keyword === 'PARAMETER') given.set(bare(nameOf(node)), numberOf(node) ?? Number.NaN);
  const value = (parameter: Parameter, absent?: number) =>
    PARAMETERS[parameter].map((each) => given.get(each)).find((each) => each !== undefined) ?? absent;
  const meridian = value('meridian');
  const falseEasting = value('falseEasting');
  const isWeb = WEB.test(method) || /webmercator|pseudomercator/.test(bare(name));
  const unit = projected.parts.findLast(
    (part) => typeof part === 'object' && /^(LENGTH)?UNIT$/.test(part.keyword),
  );
  const metres = numberOf(typeof unit === 'object' ? unit : find(projected, 'LENGTHUNIT'));
  if (!(isWeb || TRANSVERSE.test(method)) || metres !== 1) return unknown(`${name} ${method}`.trim());
  if (meridian === undefined || falseEasting === undefined) return unknown(name);
  const grid: Grid = {
    projection: isWeb ? 'merc' : 'tmerc',
    meridian,
    scale: value('scale', 1)!,
    falseEasting,
    falseNorthing: value('falseNorthing', 0)!,
    latitude: value('latitude', 0)!,
    ellipsoid,
  };
  return Object.values(grid).some(Number.isNaN) ? unknown(name) : { name, grid };
}

function unknown(crs: string): Refusal {
  const { zh, en } = ruleWords(landRejections['boundary-crs-unknown'], { crs });
  return {
    zh: `${zh}；如确知其为何种坐标系，可用 --crs EPSG:… 指明`,
    en: `${en}; where you know which one it is, say --crs EPSG:…`,
  };
}
