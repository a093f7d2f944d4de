/**
 * What a form holds while it is filled in: it stays in this tab until the form is done, whatever happens to
 * the page. Files stay only as long as the page.
 */
import type { FormInstance } from 'antd';
import { useCallback, useEffect } from 'react';

export interface Draft {
  keep(values: object): void;
  drop(): void;
}

/** @param name of the form */
export function useDraft(form: FormInstance, name: string): Draft {
  const key = `lvzhang.draft.${name}`;
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept !== null) form.setFieldsValue(JSON.parse(kept));
  }, [form, key]);
  const keep = useCallback(
    (values: object) => {
      const plain = Object.entries(values).filter(
        ([, value]) => !Array.isArray(value) || !value.some((each) => each instanceof File),
      );
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(plain)));
    },
    [key],
  );
  const drop = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { keep, drop };
}
