/**
 * The character at which `text` stops being JSON: its length where it ends too early, undefined where all of it is JSON.
 * `JSON.parse` says that of some faults and not of others, in each engine's own words.
 */
export function jsonFault(text: string): number | undefined {
  /** What closes the brackets that are open. */
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

/** What has to come next: `first` of a list may be its end, `item` of an object starts with its name. */
type State = "value" | "first value" | "name" | "first name" | "colon" | "comma" | "end";

/** The state after a token; undefined where it must not stand. */
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
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has no place for them in a string.
  /[[\]{}:,]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
