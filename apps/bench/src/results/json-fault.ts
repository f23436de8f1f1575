/**
 * The index of the character at which `text` stops being JSON: the length where the text ends too early, undefined where it is valid.
 * `JSON.parse` reports the position of only some faults, and each engine words it differently.
 */
export function jsonFault(text: string): number | undefined {
  /** The closing brackets that are still due. */
  const open: ("]" | "}")[] = [];
  let at = 0;
  let state: State = "value";
  const token = (): string => {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  };

  for (;;) {
    const found = token();
    if (state === "end") return at === text.length ? undefined : at;
    const next = step(state, found, open);
    if (next === undefined) return at;
    state = next;
    at += found.length;
  }
}

/** What has to come next. After an opening bracket (`first`), the closing bracket may come instead. */
type State = "value" | "first value" | "name" | "first name" | "colon" | "comma" | "end";

/** The state after a token; undefined where the token is not allowed. */
function step(state: State, token: string, open: ("]" | "}")[]): State | undefined {
  const close = (): State => {
    open.pop();
    return open.length === 0 ? "end" : "comma";
  };
  switch (state) {
    case "name":
    case "first name":
      if (token === "}" && state === "first name") return close();
      return token.startsWith('"') ? "colon" : undefined;
    case "colon":
      return token === ":" ? "value" : undefined;
    case "comma":
      if (token === open.at(-1)) return close();
      if (token !== ",") return undefined;
      return open.at(-1) === "}" ? "name" : "value";
    case "end":
      return undefined;
    default:
      if (token === "]" && state === "first value") return close();
      if (token === "[" || token === "{") {
        open.push(token === "[" ? "]" : "}");
        return token === "[" ? "first value" : "first name";
      }
      if (token === "" || /^[\]}:,]/.test(token)) return undefined;
      return open.length === 0 ? "end" : "comma";
  }
}

const space = /[ \t\n\r]*/y;
const pattern =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON does not allow them in a string.
  /[[\]{}:,]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
