export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|([-+*/()[\],]))/y;

/** Undefined when the text is no expression. */
export const parseExpression = (text: string): Expression | undefined => {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const expression = parser.sum();
  return parser.isAtEnd ? expression : undefined;
};

const tokensOf = (text: string): readonly string[] | undefined => {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (match === null) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
};

/** Recursive descent; each rule gives undefined where the text does not follow it. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): Expression | undefined {
    return this.#leftToRight(['+', '-'], () => this.#leftToRight(['*', '/'], () => this.#factor()));
  }

  #leftToRight(operators: readonly string[], operand: () => Expression | undefined): Expression | undefined {
    let left = operand();
    while (left !== undefined && operators.includes(this.#peek)) {
      const operator = this.#take();
      const right = operand();
      left = right && { kind: 'operation', operator, left, right };
    }
    return left;
  }

  #factor(): Expression | undefined {
    const token = this.#take();
    if (token === '(') {
      const inner = this.sum();
      return this.#take() === ')' ? inner : undefined;
    }
    if (token === '[') {
      const items = this.#listUntil(']');
      return items && { kind: 'list', items };
    }
    if (token === '-') {
      const right = this.#factor();
      return right && { kind: 'operation', operator: '-', left: { kind: 'number', value: 0 }, right };
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z]/.test(token)) return undefined;
    if (this.#peek !== '(') return { kind: 'id', id: token };
    this.#take();
    const args = this.#listUntil(')');
    return args && { kind: 'call', name: token.toUpperCase(), args };
  }

  #listUntil(end: string): readonly Expression[] | undefined {
    const items: Expression[] = [];
    if (this.#peek === end) {
      this.#take();
      return items;
    }
    for (;;) {
      const item = this.sum();
      if (item === undefined) return undefined;
      items.push(item);
      const next = this.#take();
      if (next === end) return items;
      if (next !== ',') return undefined;
    }
  }

  get #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #take(): string {
    const token = this.#peek;
    this.#at += 1;
    return token;
  }
}
