/** A CSV of a month's hours, read here before it is sent: how many there are, and their sum. */
import { useEffect, useState } from 'react';
import { Month } from '../../shared/base/month.ts';
import { parseIntervals, sumOf } from '../../shared/power/intervals.ts';
import { FileField } from '../parts/file-field.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { facilityWords } from './words.ts';

interface HoursFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: readonly File[];
  onChange?: (files: File[]) => void;
  /** The month that it is to be of, once that is chosen. */
  month: string | undefined;
  /** Called with the sum of hours that can be read. */
  onSum: (kilowattHours: number) => void;
}

export function HoursField({ month, onSum, ...field }: HoursFieldProps) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const [read, setRead] = useState<{ hours: number; sum: number }>();
  const file = field.value?.[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sum is told once, when file or month change.
  useEffect(() => {
    let isCurrent = true;
    setRead(undefined);
    if (!file || !Month.safeParse(month).success) return;
    void file.text().then((text) => {
      const parsed = parseIntervals(text, month ?? '');
      // What is wrong with it the registry says, at this field.
      if (!isCurrent || 'fault' in parsed) return;
      const sum = sumOf(parsed.kilowattHours);
      setRead({ hours: parsed.kilowattHours.length, sum });
      onSum(sum);
    });
    return () => {
      isCurrent = false;
    };
  }, [file, month]);
  return (
    <>
      <FileField accept=".csv,.txt" label={say('report.choose')} {...field} />
      {read && (
        <p role="status">{say('report.hoursRead', { hours: number(read.hours), sum: number(read.sum) })}</p>
      )}
    </>
  );
}
