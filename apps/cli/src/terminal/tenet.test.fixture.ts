import { exitCodeOf, messageOf } from "../exit.ts";
import { program } from "../program.ts";
import { collectingTerminal } from "./collecting-terminal.test.fixture.ts";

/** The outcome of a command line that ran in this process. */
export type Outcome = {
  /** The lines of standard output. */
  readonly lines: readonly string[];
  /** The same lines, each parsed as JSON. */
  readonly events: () => readonly Event[];
  /** The exact text of standard output. */
  readonly text: string;
  /** Standard error. */
  readonly errors: string;
  readonly exitCode: number;
  /** The message of the error that ended it; empty without an error. */
  readonly message: string;
};

/** A line that was printed with `--json`. */
export type Event = {
  readonly event: string;
  readonly step: number;
  readonly loss: number;
  readonly length: number;
  readonly heldOut: { readonly loss: number; readonly accuracy: number; readonly bitsPerCharacter: number };
  readonly sources: readonly { readonly name: string; readonly loss: number }[];
  readonly chance: { readonly loss: number; readonly accuracy: number };
};

/** Runs a command line as the program does. */
export async function tenet(...args: readonly string[]): Promise<Outcome> {
  const terminal = collectingTerminal();
  const failure = await program(terminal)
    .parseAsync(args, { from: "user" })
    .then(() => undefined)
    .catch((error: unknown) => ({ exitCode: exitCodeOf(error), message: messageOf(error) }));
  return {
    lines: terminal.lines,
    events: () => terminal.lines.map((line) => JSON.parse(line) as Event),
    text: terminal.text(),
    errors: terminal.errors.join("\n"),
    exitCode: failure?.exitCode ?? 0,
    message: failure?.message ?? "",
  };
}
