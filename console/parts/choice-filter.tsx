/** A filter of a list by one of several values; it stands in the address, so a link shows the same. */
import { Select } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';

interface ChoiceFilterProps {
  /** Of the parameter in the address. */
  name: string;
  label: string;
  /** What is said where nothing is chosen. */
  all: string;
  options: readonly { value: string; label: string }[];
}

export function ChoiceFilter({ name, label, all, options }: ChoiceFilterProps) {
  const [chosen, choose] = useChoice(name);
  const id = useId();
  return (
    <span className="choice-filter">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={chosen ?? ''}
        onChange={(value) => choose(value === '' ? undefined : value)}
        options={[{ value: '', label: all }, ...options]}
        popupMatchSelectWidth={false}
      />
    </span>
  );
}

/** The value of a filter in the address, and how to set it. */
export function useChoice(name: string): [string | undefined, (value: string | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const choose = (value: string | undefined) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === undefined) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [search.get(name) ?? undefined, choose];
}
