import { EventEmitter } from "node:events";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { processTerminal, type Streams } from "./terminal.ts";

/** The terminal of a process with such streams, and what was written to them. */
function terminalOn(isTTY: boolean, env: NodeJS.ProcessEnv = {}, columns = 80) {
  const written = { out: "", error: "" };
  const stream = (to: "out" | "error") =>
    Object.assign(new EventEmitter(), {
      isTTY,
      hasColors: () => true,
      columns,
      write: (text: string) => {
        written[to] += text;
        return true;
      },
    });
  const streams = { stdout: stream("out"), stderr: stream("error"), env } as unknown as Streams;
  return { terminal: processTerminal(streams), written };
}

const evil = "\x1b[2J\u202egpj";

test("a terminal shows control characters, unless it is asked for them", () => {
  const { terminal, written } = terminalOn(true);
  terminal.out(evil);
  terminal.write(evil);
  terminal.error(evil);
  const shown = "\u241b[2J<U+202E>gpj";
  expect(written).toEqual({ out: `${shown}\n${shown}`, error: `${shown}\n` });
  terminal.raw().write(evil);
  terminal.paint("\x1b[2mdim\x1b[22m");
  expect(written.out.endsWith(`${evil}\x1b[2mdim\x1b[22m`)).toBe(true);
});

test("a pipe or a file gets them as they are", () => {
  const { terminal, written } = terminalOn(false);
  terminal.out(evil);
  terminal.write(evil, "error");
  expect(written).toEqual({ out: `${evil}\n`, error: evil });
});

test("a dumb terminal gets nothing but text", () => {
  const { terminal, written } = terminalOn(true, { TERM: "dumb" });
  expect(terminal).toMatchObject({ live: false, colours: false });
  terminal.status("half done");
  terminal.error("notice");
  terminal.settle();
  expect(written).toEqual({ out: "", error: "notice\n" });
});

test("a terminal without a size gets lines that stay", () => {
  expect(terminalOn(true, {}, 0).terminal.live).toBe(false);
});

test("status lines that come too late do not stand in the midst of other text", async () => {
  const { terminal, written } = terminalOn(true);
  terminal.status("step 10");
  terminal.write("half a ");
  await import("log-update");
  await setTimeout();
  terminal.write("sample\n");
  expect(written).toEqual({ out: "half a sample\n", error: "" });
  terminal.status("step 20");
  expect(written.error).toContain("step 20");
});
