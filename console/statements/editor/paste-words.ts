/** What is said where lines come from a spreadsheet. */
import { area } from '../../words/area.ts';

export const pasteWords = area('statement-paste', {
  title: { zh: '从表格粘贴，或读入 CSV', en: 'Paste from a spreadsheet, or read a CSV' },
  help: {
    zh: '在电子表格中连同表头选中各行，复制后粘贴在此；或先下载模板填写，存为 CSV 再选择。有一处不对，就一行也不添。',
    en: 'Copy rows with their header from a spreadsheet and paste them here, or fill in the template and choose it as a CSV. If anything is wrong, no line is added.',
  },
  cells: { zh: '表格内容', en: 'Cells' },
  file: { zh: '选择 CSV 文件', en: 'Choose a CSV' },
  template: { zh: '下载模板', en: 'Download the template' },
  take: { zh: '添入各行', en: 'Add the lines' },
  taken: { zh: '已添入 {{count}} 行', en: 'Lines added: {{count}}' },
  none: { zh: '没有添入任何一行，请先改正：', en: 'No line was added. Mend this first:' },
  more: { zh: '另有 {{count}} 处', en: 'And {{count}} more' },
  fault: {
    quote: { zh: '第 {{row}} 行：引号没有配对', en: 'Row {{row}}: quotes don’t pair up' },
    header: { zh: '表头：不认识“{{column}}”这一列', en: 'Header: “{{column}}” is no known column' },
    twice: { zh: '表头：“{{column}}”出现两次', en: 'Header: “{{column}}” stands there twice' },
    lacks: { zh: '表头：缺“{{column}}”一列', en: 'Header: the column “{{column}}” is missing' },
    width: {
      zh: '第 {{row}} 行：多于表头的 {{text}} 列',
      en: 'Row {{row}}: more cells than the header’s {{text}}',
    },
    unknown: {
      zh: '第 {{row}} 行“{{column}}”：不认识“{{text}}”',
      en: 'Row {{row}}, {{column}}: “{{text}}” isn’t known',
    },
    missing: { zh: '第 {{row}} 行“{{column}}”：请填写', en: 'Row {{row}}, {{column}}: fill this in' },
    decimal: {
      zh: '第 {{row}} 行“{{column}}”：“{{text}}”不是非负十进制数（小数至多 6 位）',
      en: 'Row {{row}}, {{column}}: “{{text}}” is no decimal of at least zero with at most 6 digits after the point',
    },
    not: {
      zh: '第 {{row}} 行“{{column}}”：这一种类不填此列（“{{text}}”）',
      en: 'Row {{row}}, {{column}}: a line of this kind has none (“{{text}}”)',
    },
    many: {
      zh: '第 {{row}} 行起超出：一份声明至多 {{text}} 行',
      en: 'From row {{row}} on: a statement has {{text}} lines at most',
    },
  },
});
