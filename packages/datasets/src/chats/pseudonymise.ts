import type { ChatMessage } from "./chat.ts";
import { nameTable, replaceNames } from "./names.ts";
import { phoneKey, replacePhoneNumbers } from "./phone-numbers.ts";

export type PseudonymiseOptions = {
  /** Other names of an author that texts may use, such as `{ Annie: "Ann Smith" }`. */
  readonly aliases?: Readonly<Record<string, string>>;
};

/**
 * `messages` with `Person 1`, `Person 2`, ... for their authors, numbered as they first speak, and `Number 1`, ... for
 * phone numbers that are not an author's. The same messages give the same result.
 *
 * Replaced in the texts, as whole words (but anywhere in scripts without spaces): the full name of an author (in any case, of two letters or digits at least),
 * each word of it that has three letters or more and is spelled with the same capital letter, aliases in any case, and
 * all that may be a phone number, mentions such as `@31612345678` among them. Numbers are the same where their last
 * nine digits are. A word that two authors share stands for the one who spoke first.
 *
 * This hides names from a model and its readers. It does not make a chat anonymous: nicknames, people who never wrote,
 * addresses and what is told remain.
 *
 * @throws {RangeError} when an alias is given to a name that no message has as its author.
 */
export function pseudonymise(
  messages: readonly ChatMessage[],
  { aliases = {} }: PseudonymiseOptions = {},
): ChatMessage[] {
  const people = numberAuthors(messages);
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

function numberAuthors(messages: readonly ChatMessage[]): Map<string, string> {
  const people = new Map<string, string>();
  for (const { author } of messages) {
    if (author !== null && !people.has(author)) people.set(author, `Person ${people.size + 1}`);
  }
  return people;
}
