/**
 * The text of an error: `where: expected X, got Y.`, followed by the next action.
 *
 * `got` is shown as JSON, cut at 80 characters. Pass a {@link phrase} to show other words.
 */
export function problem(where: string, expected: string, got: unknown, next?: string): string {
  const head = `${where}: expected ${expected}, got ${show(got)}.`;
  return next === undefined ? head : `${head} ${next}`;
}

/** `text` in quotes for an error message, escaped as in JSON and cut at 60 characters. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > longestExcerpt ? `${text.slice(0, longestExcerpt - 3)}...` : text);
}

const longestExcerpt = 60;

/** A phrase for the `got` of {@link problem}, which prints it as it is. */
export function phrase(text: string): Phrase {
  return { phrase: text };
}

/** Text that {@link problem} prints without quotes. */
export type Phrase = { readonly phrase: string };

/** An error that a caller may handle by its `code`. Codes are stable; messages are for people and may change. */
export class TenetError extends Error {
  override readonly name = "TenetError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

function show(value: unknown): string {
  if (isPhrase(value)) return value.phrase;
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) return String(value);
  if (typeof value === "function") return `the function ${value.name || "(anonymous)"}`;
  const text = asJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** `value` as JSON. A value that JSON cannot write (a symbol, a cycle) is shown as a string, because building an error message must not throw. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function isPhrase(value: unknown): value is Phrase {
  return typeof value === "object" && value !== null && "phrase" in value && typeof value.phrase === "string";
}
