/** Coordinate systems by authority and code: one line per way of naming them. */
import { describe, expect, it } from 'vitest';
import { foreignSystem } from '../../../shared/land/coordinate-system.ts';

const named = (name: unknown) => ({ type: 'name', properties: { name } });

describe('is ours', () => {
  it.each([
    undefined,
    null,
    ...[
      'EPSG:4490',
      'EPSG:4326',
      'epsg:4326',
      'urn:ogc:def:crs:EPSG::4490',
      'urn:ogc:def:crs:EPSG:10.1:4326',
      'urn:x-ogc:def:crs:EPSG:6.9:4326',
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      'urn:ogc:def:crs:OGC::CRS84',
      'OGC:CRS84',
      'CRS84',
      'CRS:84',
      'http://www.opengis.net/def/crs/EPSG/0/4490',
      'https://www.opengis.net/def/crs/OGC/1.3/CRS84',
      'http://www.opengis.net/gml/srs/epsg.xml#4326',
    ].map(named),
    { type: 'EPSG', properties: { code: 4490 } },
  ])('%j', (crs) => {
    expect(foreignSystem(crs)).toBeUndefined();
  });
});

describe('is another', () => {
  it.each([
    ['datum', "Xi'an 1980", 'EPSG:4610'],
    ['datum', 'Beijing 1954', 'urn:ogc:def:crs:EPSG::4214'],
    ['datum', 'New Beijing', 'EPSG:4555'],
    ['projected', 'CGCS2000 / 6-degree Gauss-Kruger zone 13', 'EPSG:4491'],
    ['projected', 'CGCS2000 / 6-degree Gauss-Kruger zone 20', 'EPSG:4498'],
    ['projected', 'CGCS2000 / 6-degree Gauss-Kruger CM 117E', 'EPSG:4509'],
    ['projected', 'CGCS2000 / 3-degree Gauss-Kruger zone 40', 'urn:ogc:def:crs:EPSG::4528'],
    ['projected', 'CGCS2000 / 3-degree Gauss-Kruger CM 120E', 'EPSG:4549'],
    ['projected', 'CGCS2000 / 3-degree Gauss-Kruger CM 135E', 'EPSG:4554'],
    ['datum', "Xi'an 1980 / 3-degree Gauss-Kruger zone 40", 'EPSG:2364'],
    ['datum', 'Beijing 1954 / 3-degree Gauss-Kruger zone 25', 'EPSG:2401'],
    ['datum', 'Beijing 1954 / 6-degree Gauss-Kruger zone 20', 'EPSG:21420'],
    ['projected', 'WGS 84 / UTM zone 50N', 'EPSG:32650'],
    ['projected', 'WGS 84 / Pseudo-Mercator', 'EPSG:3857'],
    ['unknown', 'EPSG:44900', 'EPSG:44900'],
    ['unknown', 'EPSG:14326', 'EPSG:14326'],
    ['unknown', 'ESRI:104326', 'ESRI:104326'],
    ['unknown', 'urn:ogc:def:crs:EPSG::4490,crs:EPSG::5737', 'urn:ogc:def:crs:EPSG::4490,crs:EPSG::5737'],
    ['unknown', 'GCJ-02', 'GCJ-02'],
  ])('%s %s: %s', (fault, system, name) => {
    expect(foreignSystem(named(name))).toEqual({ fault, system, crs: name });
  });

  it.each([
    [{}],
    [[]],
    [4326],
    [{ type: 'name', properties: {} }],
    [{ type: 'link', properties: { href: 'http://example.com/crs/4490', type: 'proj4' } }],
    [{ type: 'name', properties: { name: 4490 } }],
  ])('without a name that we read: %j', (crs) => {
    expect(foreignSystem(crs)).toMatchObject({ fault: 'unknown', crs: JSON.stringify(crs) });
  });

  it('of a name too long to be quoted', () => {
    expect(foreignSystem(named('x'.repeat(1000)))?.crs).toHaveLength(100);
  });
});
