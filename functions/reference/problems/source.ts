/** Source files as a reader sees them: what each declares at its top, and what it imports of ours. */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type Node, type ObjectExpression, type Program, parseSync, type TemplateLiteral } from 'oxc-parser';

/** A declaration at the top of a file. */
export interface Declared {
  file: string;
  name: string;
  node: Node;
}

interface Source {
  declared: ReadonlyMap<string, Node>;
  /** Local name → the file of ours and the name there. */
  imported: ReadonlyMap<string, { file: string; name: string }>;
}

const root = resolve(import.meta.dirname, '../../..');
const sources = new Map<string, Source>();

/** The declaration that a name means in a file; undefined where it is none of ours. */
export function declarationOf(file: string, name: string): Declared | undefined {
  const { declared, imported } = sourceOf(file);
  const node = declared.get(name);
  if (node) return { file, name, node };
  const from = imported.get(name);
  return from && declarationOf(from.file, from.name);
}

/** An object literal, behind `satisfies` and the like. */
export function objectOf(node: Node | null | undefined): ObjectExpression | undefined {
  if (!node) return undefined;
  if (node.type === 'ObjectExpression') return node;
  return 'expression' in node && node.expression && typeof node.expression === 'object'
    ? objectOf(node.expression)
    : undefined;
}

/** What a text looks like of which only part is written out: `accreditation-${status}`. */
export function namePattern({ quasis }: TemplateLiteral): RegExp {
  const parts = quasis.map(({ value }) => value.raw.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+)')}$`);
}

function sourceOf(file: string): Source {
  const known = sources.get(file);
  if (known) return known;
  const { program, errors } = parseSync(file, readFileSync(resolve(root, file), 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const made = { declared: declaredIn(program), imported: importedIn(file, program) };
  sources.set(file, made);
  return made;
}

function declaredIn(program: Program): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const statement of program.body) {
    const declaration = 'declaration' in statement ? statement.declaration : statement;
    if (declaration?.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && init) found.set(id.name, init);
    if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration')
      if (declaration.id) found.set(declaration.id.name, declaration);
  }
  return found;
}

function importedIn(file: string, program: Program): Map<string, { file: string; name: string }> {
  const found = new Map<string, { file: string; name: string }>();
  for (const statement of program.body) {
    const isImport = statement.type === 'ImportDeclaration';
    if (!isImport && statement.type !== 'ExportNamedDeclaration') continue;
    const from = statement.source?.value;
    if (!from?.startsWith('.')) continue;
    const target = relative(root, resolve(root, dirname(file), from));
    for (const each of statement.specifiers) {
      if (each.type === 'ImportSpecifier')
        found.set(each.local.name, { file: target, name: nameOf(each.imported) });
      if (each.type === 'ExportSpecifier')
        found.set(nameOf(each.exported), { file: target, name: nameOf(each.local) });
    }
  }
  return found;
}

const nameOf = (node: { name: string } | { value: string }): string =>
  'name' in node ? node.name : node.value;
