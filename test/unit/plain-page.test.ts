/** The page without scripts shows what the description says, references resolved. */
import { expect, it } from 'vitest';
import { openApiDocument } from '../../functions/reference/document.ts';
import { plainPage } from '../../functions/reference/plain-page.ts';

it('shows every route with its headers, problems and schemas', () => {
  const page = plainPage(openApiDocument());
  const retire = page.split('<details>').find((each) => each.includes('<code>/v1/retirements</code>'));
  for (const shown of [
    'Idempotency-Key',
    'Lvzhang-Acts-For',
    '`insufficient-units`',
    '#/components/schemas/Retirement',
    '示例 Example',
    '年会碳中和',
  ])
    expect(retire).toContain(shown);
  expect(page).toContain('<details id="Retirement">');
  expect(page).not.toContain('undefined');
});
