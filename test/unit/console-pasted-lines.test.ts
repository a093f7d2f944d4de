/** Lines from a spreadsheet: header in either language, faults by row and column, all or none. */
import { describe, expect, it } from 'vitest';
import { pasteTemplate, readPasted } from '../../console/statements/editor/pasted-lines.ts';
import type { LineForm } from '../../console/statements/editor/statement-form.ts';

const before: LineForm[] = [{ kind: 'fuel', id: 'fuel-1' }];
const read = (text: string) => readPasted(text, before, 'zh');

describe('pasted lines', () => {
  it('come from cells of a spreadsheet, in Chinese', () => {
    const text =
      '种类\t名称\t数量\t单位\t备注\r\n燃料\t柴油\t1,234.5\t吨\t"锅炉\n二号"\r\n\r\n电力\t\t3000\t\t\r\n';
    expect(read(text)).toEqual({
      lines: [
        {
          kind: 'fuel',
          category: 1,
          id: 'fuel-2',
          fuel: 'diesel',
          quantity: '1234.5',
          unit: 't',
          remark: '锅炉\n二号',
        },
        {
          kind: 'electricity',
          category: 2,
          id: 'electricity-1',
          supply: 'grid',
          direction: 'received',
          kWh: '3000',
        },
      ],
    });
  });

  it('come from a CSV in English, in any order of columns', () => {
    const text =
      '\uFEFFamount,KIND,name,direction,origin,category\n5,Heat,,Sent out,Non-fossil,\n7,Gas,"Nitrous oxide",,,3';
    expect(read(text)).toEqual({
      lines: [
        { kind: 'heat', category: 2, id: 'heat-1', origin: 'non-fossil', direction: 'sent-out', GJ: '5' },
        { kind: 'gas', category: 3, id: 'gas-1', gas: 'N2O', kilograms: '7' },
      ],
    });
  });

  it.each(['zh', 'en'] as const)('come from the template (%s)', (language) => {
    const kinds = readPasted(pasteTemplate(language), [], language);
    expect(kinds).toMatchObject({ lines: [{ kind: 'electricity' }, { fuel: 'diesel' }, { GJ: '450' }] });
  });

  it.each([
    ['数量\n1', 'lacks', 1, '种类'],
    ['种类,数量,数量\n电力,1,1', 'twice', 1, '数量'],
    ['种类,数量,颜色\n电力,1,', 'header', 1, '颜色'],
    ['种类,数量\n电力,1\n风力,1', 'unknown', 3, '种类'],
    ['种类,数量\n电力,-1', 'decimal', 2, '数量'],
    ['种类,数量\n电力,', 'missing', 2, '数量'],
    ['种类,数量,单位\n电力,1,MWh', 'unknown', 2, '单位'],
    ['种类,数量,名称\n电力,1,柴油', 'not', 2, '名称'],
    ['种类,数量\n电力,1,2', 'width', 2, ''],
    ['种类,数量\n电力,"1', 'quote', 2, ''],
  ])('are not taken where one is wrong: %j', (text, fault, row, column) => {
    expect(read(text)).toMatchObject({ faults: [{ fault, row, column }] });
  });

  it('are no more than a statement has', () => {
    const rows = (count: number) => `种类,数量\n${'电力,1\n'.repeat(count)}`;
    expect(read(rows(999))).toHaveProperty('lines.length', 999);
    expect(read(rows(1000))).toEqual({ faults: [{ fault: 'many', row: 1001, column: '', text: '1000' }] });
  });
});
