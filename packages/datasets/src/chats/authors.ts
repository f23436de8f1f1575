import { isFramedNotice, isNotice } from "./notices.ts";

/** How a line divides after its header: the author, or null for a notice, and the index at which the text begins. */
export type Division = { readonly author: string | null; readonly textAt: number };

/** The text after a header, and whether the header stands in brackets, as on iOS. */
export type Rest = { readonly rest: string; readonly bracketed: boolean };

const longestName = 256;
const mostColons = 4;

/**
 * How each line of `lines` divides into author and message. A name may contain anything, so the rules use the whole file:
 *
 * - The author ends at the first colon that is followed by a space or by the end of the line.
 * - If every message that begins with `P: ` continues with one of a few second parts that end in a colon too, each seen in three
 *   messages or more, those parts belong to the name: `Team: Ann`, `Team: Bob`.
 * - A line without such a colon divides at its first colon, unless it is one of a time or an address (`12:30`, `https://`), or the part before it is
 *   in quotes. In an export in which most lines in brackets have no space after the colon, all of those divide there.
 * - A line that does not divide, or whose author would contain the words of a known notice, is a notice.
 */
export function divide(lines: readonly Rest[]): Division[] {
  const tight = mostAreTight(lines);
  const rests = lines.map(({ rest }) => rest);
  const ends = lengthen(
    rests,
    lines.map(({ rest, bracketed }) => (tight && bracketed ? anyColon(rest, 0) : spacedColon(rest, 0))),
  );
  const authors = new Set(rests.map((rest, index) => rest.slice(0, Math.max(0, ends[index] ?? 0))));
  return rests.map((rest, index) => {
    const end = ends[index] ?? -1;
    if (end > 0) return divisionAt(rest, end);
    const colon = anyColon(rest, 0);
    const divides =
      colon > 0 && (authors.has(rest.slice(0, colon)) || !notAfterName.test(rest.slice(0, colon + 2)));
    return divides ? divisionAt(rest, colon) : { author: null, textAt: 0 };
  });
}

/** Up to a colon that does not follow a name, and the character after it. */
const notAfterName = /["“”„«»「」]|\d:\d$|:\/$/u;

function divisionAt(rest: string, end: number): Division {
  const author = rest.slice(0, end);
  if (isNotice(author) || isFramedNotice(author, rest)) return { author: null, textAt: 0 };
  return { author, textAt: end + (rest.charAt(end + 1) === " " ? 2 : 1) };
}

/** The ends of names, moved to a later colon as long as all messages of a name have one. */
function lengthen(rests: readonly string[], first: readonly number[]): readonly number[] {
  let ends = first;
  for (let colons = 1; colons < mostColons; colons += 1) {
    const nexts = ends.map((end, index) => (end > 0 ? spacedColon(rests[index] ?? "", end + 1) : -1));
    const groups = new Map<string, { messages: number; longer: Set<string>; all: boolean }>();
    const nameOf = (index: number) => rests[index]?.slice(0, ends[index]) ?? "";
    nexts.forEach((next, index) => {
      if ((ends[index] ?? -1) <= 0) return;
      const name = nameOf(index);
      const group = groups.get(name) ?? { messages: 0, longer: new Set(), all: true };
      groups.set(name, group);
      group.messages += 1;
      if (next > 0) group.longer.add(rests[index]?.slice(0, next) ?? "");
      else group.all = false;
    });
    const agreed = (index: number) => {
      const group = groups.get(nameOf(index));
      return group?.all === true && group.messages >= 3 * group.longer.size;
    };
    const longer = ends.map((end, index) => (end > 0 && agreed(index) ? (nexts[index] ?? end) : end));
    if (longer.every((end, index) => end === ends[index])) break;
    ends = longer;
  }
  return ends;
}

/** The index of the first colon from `from` on that is followed by a space or the end of the line; -1 if there is none within the longest name. */
function spacedColon(rest: string, from: number): number {
  const name = rest.slice(0, longestName + 2);
  const colon = name.indexOf(": ", from);
  if (colon >= 0 && colon <= longestName) return colon;
  return rest.length <= longestName && rest.length > from && rest.endsWith(":") ? rest.length - 1 : -1;
}

function anyColon(rest: string, from: number): number {
  return rest.slice(0, longestName + 1).indexOf(":", from);
}

function mostAreTight(lines: readonly Rest[]): boolean {
  let tight = 0;
  let spaced = 0;
  for (const { rest, bracketed } of lines) {
    const colon = bracketed ? anyColon(rest, 0) : -1;
    if (colon <= 0) continue;
    if (colon === spacedColon(rest, 0)) spaced += 1;
    else tight += 1;
  }
  return tight > spaced;
}
