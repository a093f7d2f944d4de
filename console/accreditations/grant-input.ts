/** An accreditation as its form has it, and as the API takes it. */
import type {
  DocumentReference,
  PostV1AccreditationsBody,
  Standard,
} from '../../events/client/operations.schemas.ts';
import type { Category } from '../../shared/sinks/category.ts';

export interface GrantForm {
  verifier: string;
  standards?: Standard[];
  sectors?: Category[];
  statements?: boolean;
  /** Days, `2026-01-31`. */
  validity: { from: string; to: string };
  reference?: string;
  document?: File[];
}

/** @param document the form's file, uploaded */
export function grantInput(
  form: GrantForm,
  document: DocumentReference | undefined,
): PostV1AccreditationsBody {
  const { verifier, standards = [], sectors = [], statements = false, validity, reference = '' } = form;
  const number = reference.trim();
  return {
    verifier,
    standards,
    sectors,
    statements,
    validity,
    ...(number !== '' && { reference: number }),
    ...(document && { document }),
  };
}
