/** Where a text stops being JSON: the messages of JSON.parse name an offset, or no place at all. */

const SPACE = /[\t\n\r ]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

/** 1-based; the column counts characters of the line. */
interface JsonFault {
  line: number;
  column: number;
}

/** The first token that can't stand where it does, or the end of a text that is cut off. */
export function jsonFault(text: string): JsonFault | undefined {
  const at = faultOffset(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...before.at(-1)!].length + 1 };
}

function faultOffset(text: string): number | undefined {
  let at = 0;
  const skip = (token: RegExp): boolean => {
    token.lastIndex = at;
    const [found = ''] = token.exec(text) ?? [];
    at += found.length;
    return found !== '';
  };
  const take = (sign: string): boolean => {
    if (text[at] !== sign) return false;
    at++;
    skip(SPACE);
    return true;
  };
  /** The brackets that are open, innermost last. */
  const open: ('}' | ']')[] = [];
  const named = (): boolean => {
    if (!skip(STRING)) return false;
    skip(SPACE);
    return take(':');
  };
  skip(SPACE);
  for (let value = true; value; ) {
    if (take('{')) {
      open.push('}');
      if (text[at] !== '}') {
        if (!named()) return at;
        continue;
      }
    } else if (take('[')) {
      open.push(']');
      if (text[at] !== ']') continue;
    } else if (!skip(STRING) && !skip(SCALAR)) return at;
    skip(SPACE);
    while (open.length > 0 && take(open.at(-1)!)) open.pop();
    value = open.length > 0;
    if (!value) break;
    if (!take(',') || (open.at(-1) === '}' && !named())) return at;
  }
  return at < text.length ? at : undefined;
}
