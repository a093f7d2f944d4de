/** The documents of a contract's form, sent to the document store. */
import type { Api } from '../api/api.ts';
import { upload } from '../api/upload.ts';
import type { TermsForm, Uploaded } from './contract-input.ts';

/** @throws Refusal, NoAnswer */
export async function uploaded(api: Api, { document, regulation }: TermsForm): Promise<Uploaded> {
  const send = async ([file]: readonly File[] = []) => file && upload(api, file, 'application/pdf');
  return { document: await send(document), regulation: await send(regulation) };
}
