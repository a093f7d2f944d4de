/** The endpoint of the search. */
import * as z from 'zod';
import { line } from '../../shared/base/field.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { pager } from '../http/pager.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import { find, type Hit, isSearchable } from './find.ts';
import { FORM_MIN, SEARCH_FIELDS, SEARCH_KINDS } from './form.ts';

const LIMIT_DEFAULT = 20;
const LIMIT_MAX = 50;
const QUERY_MAX = 200;

/** What is asked for: some letters of any script or digits; width, case and marks don't count. */
export const SearchText = line(QUERY_MAX).refine(isSearchable, {
  error: `must have ${FORM_MIN} letters or digits; 至少 ${FORM_MIN} 个字`,
});

const HitView = named('SearchHit', () =>
  z.strictObject({
    kind: z.enum([...SEARCH_KINDS, 'unit']),
    id: z.string(),
    title: z.string(),
    /** The text that begins as asked, and what of the thing it is. */
    matched: z.strictObject({ field: z.enum(SEARCH_FIELDS), text: z.string() }),
    /** Where the API shows it without a token, and where a page does. */
    path: z.string(),
    page: z.string(),
  }),
);

const search = pager({
  summary:
    '查找 Find organizations, projects, facilities, batches, statements, claims and retirements by the beginning of a name, id, code, serial or certificate number; b-…/123 finds one unit',
  query: z.strictObject({
    q: SearchText,
    limit: wholeParameter(LIMIT_MAX).default(LIMIT_DEFAULT),
    cursor: z.string().min(1).max(2000).optional(),
  }),
  item: HitView,
  page: ({ query: { q, limit, cursor } }, { reads }) => find(reads, q, limit, cursor),
  view: (hit: Hit) => hit,
});

export const searchEndpoints: Endpoints = { 'GET /v1/search': search };
