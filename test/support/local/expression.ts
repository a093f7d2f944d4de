/**
 * DynamoDB's expressions, as far as the registry writes them: conditions and filters (comparison,
 * BETWEEN, begins_with, attribute_exists, attribute_not_exists, AND, OR, brackets), and updates (SET
 * with if_not_exists, REMOVE). Whatever it doesn't know it refuses, so that no test passes by a
 * condition that was never read.
 */
export type Item = Record<string, unknown>;

export interface Names {
  names?: Record<string, string> | undefined;
  values?: Record<string, unknown> | undefined;
}

const TOKEN = /\s*(<=|>=|<>|[()=<>,]|[#:]?[A-Za-z_][\w.#]*)/y;

/** The registry writes some thirty expressions, and evaluates them on thousands of items. */
const read = new Map<string, readonly string[]>();

function tokensOf(text: string): readonly string[] {
  const known = read.get(text) ?? split(text);
  read.set(text, known);
  return known;
}

function split(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`no expression that the registry writes: ${text}`);
    tokens.push(found[1]!);
  }
  return tokens;
}

const compare = (a: unknown, b: unknown): number => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1);

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly item: Item | undefined;
  private readonly with: Names;

  constructor(text: string, item: Item | undefined, names: Names) {
    this.tokens = tokensOf(text);
    this.item = item;
    this.with = names;
  }

  condition(): boolean {
    const holds = this.or();
    if (this.at < this.tokens.length) throw new Error(`unread: ${this.tokens.slice(this.at).join(' ')}`);
    return holds;
  }

  /** The item after `SET … REMOVE …`. */
  update(): Item {
    const next: Item = { ...this.item };
    while (this.at < this.tokens.length) {
      const verb = this.take();
      do {
        const name = this.name(this.take());
        if (verb === 'REMOVE') delete next[name];
        else if (verb === 'SET') {
          this.expect('=');
          next[name] = this.operand();
        } else throw new Error(`no verb of an update: ${verb}`);
      } while (this.skip(','));
    }
    return next;
  }

  private or(): boolean {
    let holds = this.and();
    while (this.skip('OR')) holds = this.and() || holds;
    return holds;
  }

  private and(): boolean {
    let holds = this.term();
    while (this.skip('AND')) holds = this.term() && holds;
    return holds;
  }

  private term(): boolean {
    if (this.skip('(')) {
      const holds = this.or();
      this.expect(')');
      return holds;
    }
    const next = this.tokens[this.at];
    if (next === 'attribute_exists' || next === 'attribute_not_exists' || next === 'begins_with')
      return this.test(this.take());
    const left = this.operand();
    const operator = this.take();
    const right = this.operand();
    if (operator === 'BETWEEN') {
      this.expect('AND');
      const last = this.operand();
      return left !== undefined && compare(left, right) >= 0 && compare(left, last) <= 0;
    }
    if (left === undefined || right === undefined) return false;
    if (operator === '=') return left === right;
    if (operator === '<') return compare(left, right) < 0;
    if (operator === '<=') return compare(left, right) <= 0;
    throw new Error(`no comparison that the registry writes: ${operator}`);
  }

  private test(named: string): boolean {
    this.expect('(');
    const value = this.operand();
    if (named === 'begins_with') {
      this.expect(',');
      const start = this.operand();
      this.expect(')');
      return typeof value === 'string' && value.startsWith(start as string);
    }
    this.expect(')');
    return (value !== undefined) === (named === 'attribute_exists');
  }

  private operand(): unknown {
    const token = this.take();
    if (token === 'if_not_exists') {
      this.expect('(');
      const there = this.operand();
      this.expect(',');
      const otherwise = this.operand();
      this.expect(')');
      return there ?? otherwise;
    }
    if (token.startsWith(':')) {
      if (!(token in (this.with.values ?? {}))) throw new Error(`no value ${token}`);
      return this.with.values![token];
    }
    let value: unknown = this.item;
    for (const part of token.split('.')) value = (value as Item | undefined)?.[this.name(part)];
    return value;
  }

  private name(token: string): string {
    if (!token.startsWith('#')) return token;
    const name = this.with.names?.[token];
    if (name === undefined) throw new Error(`no name ${token}`);
    return name;
  }

  private take(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error('the expression ends too early');
    return token;
  }

  private skip(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw new Error(`${token} is missing before ${this.tokens[this.at]}`);
  }
}

export const holds = (expression: string | undefined, item: Item | undefined, names: Names): boolean =>
  expression === undefined || new Reader(expression, item, names).condition();

export const updated = (expression: string, item: Item | undefined, names: Names): Item =>
  new Reader(expression, item, names).update();
