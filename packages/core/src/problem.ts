/**
 * The text of an error: `where: expected X, got Y.` and then the next action.
 *
 * `got` is shown as JSON would write it, cut at 80 characters; pass a ready phrase with {@link phrase} to say it
 * otherwise.
 */
export function problem(where: string, expected: string, got: unknown, next?: string): string {
  const head = `${where}: expected ${expected}, got ${show(got)}.`;
  return next === undefined ? head : `${head} ${next}`;
}

/** A ready phrase for the `got` of {@link problem}, printed as it is. */
export function phrase(text: string): Phrase {
  return { phrase: text };
}

/** Text that {@link problem} prints as it is. */
export type Phrase = { readonly phrase: string };

/** An error that a caller may branch on: `code` is stable, the message is for people. */
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

/** What JSON cannot write (a symbol, a circle) is shown as a string: an error's text must not fail on what caused it. */
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
