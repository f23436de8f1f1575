import { problem } from "@tenetjs/core/internals";

/** A trie of names over lower-case tokens, and a map from words that identify a person, in their exact spelling, to that person. */
export type NameTable = { readonly root: Node; readonly words: ReadonlyMap<string, string> };

type Node = { readonly next: Map<string, Node>; stands?: string };

/** The table of names for {@link replaceNames}. @throws {RangeError} when an alias is given to someone who is not an author. */
export function nameTable(
  people: ReadonlyMap<string, string>,
  aliases: Readonly<Record<string, string>>,
): NameTable {
  const root: Node = { next: new Map() };
  const words = new Map<string, string>();
  const add = (name: string, person: string) => {
    if ((name.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2) return;
    let node = root;
    for (const token of tokens(name.toLowerCase())) {
      const next = node.next.get(token) ?? { next: new Map() };
      node.next.set(token, next);
      node = next;
    }
    node.stands ??= person;
  };
  for (const [author, person] of people) {
    // Exports put "~ " before names that are not in the exporter's address book.
    add(author.replace(/^~\s*/u, ""), person);
    for (const word of tokens(author)) {
      if (/^\p{Lu}[\p{L}\p{M}]{2,}$/u.test(word) && !words.has(word)) words.set(word, person);
    }
  }
  for (const [alias, author] of Object.entries(aliases)) {
    const person = people.get(author);
    if (person === undefined) {
      throw new RangeError(problem("pseudonymise", "aliases to name authors of the messages", author));
    }
    add(alias, person);
  }
  return { root, words };
}

/** `text` with names replaced: at each word, the longest name that starts there. Takes linear time for names of bounded length. */
export function replaceNames(text: string, { root, words }: NameTable): string {
  const parts = tokens(text);
  const lower = parts.map((part) => part.toLowerCase());
  let replaced = "";
  for (let at = 0; at < parts.length; ) {
    let node: Node | undefined = root;
    let end = at;
    let stands: string | undefined;
    for (let ahead = at; node !== undefined; ahead += 1) {
      if (node.stands !== undefined) [stands, end] = [node.stands, ahead];
      node = node.next.get(lower[ahead] ?? "");
    }
    const word = parts[at] ?? "";
    replaced += stands ?? words.get(word) ?? word;
    at = Math.max(end, at + 1);
  }
  return replaced;
}

/** Letters of scripts that do not put spaces between words. */
const unspaced =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
const token = new RegExp(`(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}_]){1,256}|.`, "gsu");

/**
 * The words of `text`, so that a name never matches inside a word, and the single characters between them. In scripts without spaces,
 * each character is a token. A word is cut at 256 characters: no name is longer, and an unbounded match would overflow the stack of the
 * regular expression engine.
 */
function tokens(text: string): string[] {
  return text.match(token) ?? [];
}
