/** The boundary as a form's field: from a file or drawn on the map, beside the parcels that are known. */
import { Alert, Button, Form, Input, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ParcelRecord } from '../../events/cli/import/parcel-record.ts';
import type { BannerCode } from '../../shared/land/banner.ts';
import type { SurveyDatum } from '../../shared/land/facts.ts';
import { FileField } from '../parts/file-field.tsx';
import { useWords, useWordsLanguage } from '../words/area.ts';
import { DatumField } from './datum-field.tsx';
import { drawOn } from './draw-land.ts';
import { useHectares } from './hectares.ts';
import { checkLand, type LandCheck } from './land-check.ts';
import { useOpenMap } from './land-map.tsx';
import { type LandFile, readLandFile } from './read-land-file.ts';
import { type Land, useLands, useParcels } from './use-land.ts';
import { landWords } from './words.ts';

interface BoundaryFieldProps {
  id?: string;
  value?: object;
  onChange?: (boundary: object | undefined) => void;
  banner: BannerCode | undefined;
  /** What the file calls the land. */
  onName: (name: string) => void;
  /** The shifted degrees from which the boundary was converted, if it was. */
  onConverted: (datum: SurveyDatum | undefined) => void;
}

const OWN = 'own';

export function BoundaryField({ id, value, onChange, banner, ...told }: BoundaryFieldProps) {
  const say = useWords(landWords);
  const language = useWordsLanguage();
  const parcels = useParcels(banner, undefined);
  const items = parcels.data?.pages.flatMap((page) => page.items) ?? [];
  const { lands } = useLands(items.filter(({ status }) => status === 'surveyed').map((each) => each.id));
  const checked = useMemo(() => (value ? checkLand(value, lands) : undefined), [value, lands]);
  const names = new Map(items.map((each) => [each.id, each.name]));
  return (
    <div id={id}>
      <SurveyFile
        onRead={({ geometry, fields, convertedFrom }) => {
          told.onConverted(convertedFrom);
          onChange?.((geometry?.value as object | undefined) ?? undefined);
          if (fields.name.text !== '') told.onName(fields.name.text);
        }}
      />
      <DrawingMap
        lands={lands}
        checked={checked}
        banner={banner}
        onDrawn={(drawn) => {
          told.onConverted(undefined);
          onChange?.(drawn);
        }}
      />
      <div role="status">
        {checked && 'zh' in checked && <Alert type="error" showIcon title={checked[language]} />}
        {checked && 'boundary' in checked && <Checked check={checked} names={names} />}
        {parcels.hasNextPage && <p className="soft">{say('new.partly', { count: items.length })}</p>}
      </div>
    </div>
  );
}

function SurveyFile({ onRead }: { onRead: (record: ParcelRecord) => void }) {
  const say = useWords(landWords);
  const language = useWordsLanguage();
  const [files, setFiles] = useState<File[]>([]);
  const [code, setCode] = useState('');
  const [read, setRead] = useState<LandFile | Error>();
  const [datum, setDatum] = useState<SurveyDatum>();
  const open = async (chosen: File[], shifted: SurveyDatum | undefined) => {
    setFiles(chosen);
    const [file] = chosen;
    if (!file) return;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const found = readLandFile({ name: file.name, bytes }, { code: code.trim(), datum: shifted }, language);
      setRead(found);
      const [first] = found.records;
      if (first) onRead(first);
    } catch (error) {
      setRead(error as Error);
    }
  };
  const records = read instanceof Error ? [] : (read?.records ?? []);
  return (
    <>
      <Form.Item label={say('new.crs')} extra={say('new.crsHelp')}>
        <Input value={code} onChange={({ target }) => setCode(target.value)} aria-label={say('new.crs')} />
      </Form.Item>
      <DatumField
        value={datum}
        onChange={(shifted) => {
          setDatum(shifted);
          void open(files, shifted);
        }}
      />
      <FileField
        value={files}
        onChange={(chosen) => void open(chosen, datum)}
        accept=".zip,.kml,.kmz,.geojson,.json"
        label={say('new.chooseFile')}
      />
      <p className="soft">{say('new.formats')}</p>
      <div role="status">
        {read instanceof Error && <Alert type="error" showIcon title={read.message} />}
        {!(read instanceof Error) &&
          read?.findings.map(({ message, severity }) => (
            <Alert key={message.zh} type={severity} showIcon title={message[language]} />
          ))}
      </div>
      {records.length > 1 && (
        <Select
          aria-label={say('new.which')}
          defaultValue={0}
          onChange={(index) => {
            const record = records[index];
            if (record) onRead(record);
          }}
          options={records.map(({ fields }, value) => ({
            value,
            label: fields.name.text || say('new.feature', { number: value + 1 }),
          }))}
        />
      )}
    </>
  );
}

interface DrawingMapProps {
  lands: readonly Land[];
  checked: ReturnType<typeof checkLand> | undefined;
  banner: BannerCode | undefined;
  onDrawn: (geometry: object) => void;
}

function DrawingMap({ lands, checked, banner, onDrawn }: DrawingMapProps) {
  const say = useWords(landWords);
  const [isDrawing, setDrawing] = useState(false);
  const [target, opened] = useOpenMap({ in: say('map.zoomIn'), out: say('map.zoomOut') });
  // A drawing goes on while the page is shown anew.
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;
  const own = checked && 'boundary' in checked ? checked.boundary : undefined;
  useEffect(
    () => opened?.show(own ? [...lands, { id: OWN, boundary: own }] : lands, OWN),
    [opened, lands, own],
  );
  useEffect(() => {
    const place = own ?? banner;
    if (place) opened?.moveTo(place);
  }, [opened, own, banner]);
  useEffect(() => {
    if (!opened || !isDrawing) return;
    return drawOn(opened, (geometry) => {
      setDrawing(false);
      drawn.current(geometry);
    });
  }, [opened, isDrawing]);
  return (
    <>
      <p>
        <Button onClick={() => setDrawing(!isDrawing)} aria-pressed={isDrawing}>
          {say(isDrawing ? 'new.stopDrawing' : 'new.draw')}
        </Button>{' '}
        <span className="soft">{say('new.drawHelp')}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it. */}
      <section ref={target} className="map" tabIndex={0} aria-label={say('new.map')} />
    </>
  );
}

function Checked({ check, names }: { check: LandCheck; names: ReadonlyMap<string, string> }) {
  const say = useWords(landWords);
  const hectares = useHectares();
  const { areaSquareMetres, meetings } = check;
  const overlaps = meetings.filter(({ overlapSquareMetres }) => overlapSquareMetres !== undefined);
  const neighbours = meetings.filter(({ overlapSquareMetres }) => overlapSquareMetres === undefined);
  return (
    <>
      <p>
        <b>{say('new.area', { area: hectares(areaSquareMetres) })}</b>
      </p>
      {overlaps.map(({ id, overlapSquareMetres = 0 }) => (
        <Alert
          key={id}
          type="warning"
          showIcon
          title={say('new.overlaps', { name: names.get(id) ?? id, area: hectares(overlapSquareMetres) })}
        />
      ))}
      <p>
        {neighbours.length > 0
          ? say('new.neighbours', { names: neighbours.map(({ id }) => names.get(id) ?? id).join('、') })
          : overlaps.length === 0 && say('new.apart')}
      </p>
    </>
  );
}
