import { checkOptions } from "@tenetjs/core/internals";
import type { ChatMessage } from "./chat.ts";
import { nameTable, replaceNames } from "./names.ts";
import { phoneKey, replacePhoneNumbers } from "./phone-numbers.ts";

export type PseudonymiseOptions = {
  /** Other names of authors that occur in texts, such as `{ Annie: "Ann Smith" }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Names of people who are not authors, to be replaced as authors are: `quotedAuthors` of a chat. Default: none. */
  readonly others?: readonly string[];
};

/**
 * `messages` with authors replaced by `Person 1`, `Person 2`, ..., in order of their first message, and phone numbers that are not an
 * author's by `Number 1`, and so on. The same messages give the same result.
 *
 * Message texts are changed too. These are replaced, as whole words (anywhere in scripts without spaces):
 *
 * - the full name of an author, in any case, if it has two letters or digits at least;
 * - each word of that name that has three letters or more and starts with a capital, in that spelling. A word that two authors share
 *   is replaced by the one who wrote first;
 * - aliases, in any case;
 * - phone numbers, including mentions such as `@31612345678`. Numbers with the same last nine digits are the same.
 *
 * This hides names from a model and its readers. It does not make a chat anonymous: nicknames, people who never wrote,
 * addresses and everything else in the texts remain.
 *
 * @throws {RangeError} when an alias is given to a name that is not the author of any message.
 */
export function pseudonymise(
  messages: readonly ChatMessage[],
  options: PseudonymiseOptions = {},
): ChatMessage[] {
  checkOptions("pseudonymise", options, { aliases: true, others: true });
  const { aliases = {}, others = [] } = options;
  const people = numbered([...messages.flatMap(({ author }) => author ?? []), ...others]);
  const names = nameTable(people, aliases);
  const numbers = new Map<string, string>();
  for (const [author, person] of people) {
    const key = phoneKey(author);
    if (key !== undefined && !numbers.has(key)) numbers.set(key, person);
  }
  const authorsNumbers = numbers.size;
  const numberOf = (key: string) => {
    const stands = numbers.get(key) ?? `Number ${numbers.size - authorsNumbers + 1}`;
    numbers.set(key, stands);
    return stands;
  };
  const hide = (text: string) =>
    replacePhoneNumbers(text, numberOf, (between) => replaceNames(between, names));
  return messages.map((message) => ({
    ...message,
    author: message.author === null ? null : (people.get(message.author) ?? null),
    text: hide(message.text),
  }));
}

/** `Person 1`, `Person 2`, ..., for each name of `names` in order. */
function numbered(names: readonly string[]): Map<string, string> {
  const people = new Map<string, string>();
  for (const name of names) {
    if (!people.has(name)) people.set(name, `Person ${people.size + 1}`);
  }
  return people;
}
