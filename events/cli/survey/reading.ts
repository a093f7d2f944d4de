/** What a person says of a survey's file, and has to say where the file doesn't. */
import type { SurveyDatum } from '../../../shared/land/facts.ts';
import type { Words } from '../words.ts';
import type { System } from './system.ts';

/** How the command says that a file is to be read. */
export interface Reading {
  /** Of a file that names no system, or a wrong zone. */
  system?: System;
  /** The shifted datum that its degrees are on. */
  datum?: SurveyDatum;
  /** The layer of a file with several. */
  layer?: string;
}

export const noSystem: Words = {
  zh: '没有说明坐标系（缺少 .prj，或未定义）；请以 --crs 指明，如 EPSG:4490（经纬度）、EPSG:4528（3度带第40带）、EPSG:4549（中央经线 120°，不带带号）',
  en: 'names no coordinate system (no .prj, or undefined); say --crs, such as EPSG:4490 (degrees), EPSG:4528 (3-degree zone 40) or EPSG:4549 (meridian 120°E, no zone number)',
};
