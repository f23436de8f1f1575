import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { codePointName, compareCodePoints } from "./code-points.ts";

/** Where an encoder turns for a token that the vocabulary lacks. */
export type UnknownTokens = {
  /** The replacement's id; -1, and the token is counted, when there is no replacement. */
  resolve(token: string): number;
  /** @throws {TenetError} `UNKNOWN_TOKEN` when any was counted. */
  check(): void;
};

/**
 * The unknown tokens of one `encode`: replaced by `replacement`, or counted for the error.
 *
 * @throws {RangeError} when the vocabulary lacks the replacement too.
 */
export function unknownTokens(
  kind: "characters" | "words",
  replacement: string | undefined,
  idOf: (token: string) => number | undefined,
): UnknownTokens {
  const id = replacement === undefined ? -1 : idOf(replacement);
  if (id === undefined) {
    throw new RangeError(problem("encode", "unknown to be a token of the vocabulary", replacement));
  }
  const counts = new Map<string, number>();
  return {
    resolve(token) {
      if (id === -1) counts.set(token, (counts.get(token) ?? 0) + 1);
      return id;
    },
    check() {
      if (counts.size > 0) throw unknownTokenError(kind, counts);
    },
  };
}

function unknownTokenError(kind: "characters" | "words", counts: ReadonlyMap<string, number>): TenetError {
  const listed = [...counts]
    .sort(([a, m], [b, n]) => n - m || compareCodePoints(a, b))
    .slice(0, 10)
    .map(([token, count]) => {
      const name = kind === "characters" ? ` (${codePointName(token)})` : "";
      return `${JSON.stringify(token)}${name} ${count} ${count === 1 ? "time" : "times"}`;
    });
  if (counts.size > listed.length) listed.push(`and ${counts.size - listed.length} more`);
  return new TenetError(
    "UNKNOWN_TOKEN",
    problem(
      "encode",
      `${kind} of the vocabulary`,
      phrase(listed.join(", ")),
      "Build the vocabulary from text that has them, or pass { unknown } with the token to put in their place.",
    ),
  );
}
