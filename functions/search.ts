/** Lambda: what anybody may find: things by name, id and number, and what is published for comments. */
import { handlerOf } from './http/endpoint.ts';
import { publicationEndpoints } from './search/publications.ts';
import { searchEndpoints } from './search/search.ts';

export const endpoints = { ...searchEndpoints, ...publicationEndpoints };

export const handler = handlerOf(endpoints);
