import { TenetError } from "@tenetjs/core";
import { problem } from "@tenetjs/core/internals";
import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { exitCodeOf, messageOf } from "./exit.ts";

describe("the exit code", () => {
  test("is 0 for help, 2 for a command line that cannot work, 1 for a later failure", () => {
    expect(exitCodeOf(new CommanderError(0, "commander.help", "help"))).toBe(0);
    expect(exitCodeOf(new CommanderError(1, "commander.unknownOption", "unknown"))).toBe(2);
    expect(exitCodeOf(new TenetError("BACKEND_UNAVAILABLE", "none"))).toBe(2);
    expect(exitCodeOf(new RangeError("out of range"))).toBe(2);
    expect(exitCodeOf(new TenetError("DIVERGED", "NaN"))).toBe(1);
    expect(exitCodeOf(new Error("disk"))).toBe(1);
  });
});

describe("the message", () => {
  test("of an error written for people has no stack trace, whatever its class", () => {
    const text = problem("configureKernels", "Node 24 or newer", 20, "Leave the option out.");
    for (const error of [new TypeError(text), new RangeError(text), new TenetError("ANY", text)]) {
      expect(messageOf(error)).toBe(text);
    }
    expect(messageOf(Object.assign(new Error("no such file"), { code: "ENOENT" }))).toBe("no such file");
  });

  test("of a bug keeps its stack trace", () => {
    expect(messageOf(new TypeError("x is not a function"))).toContain("exit.test.ts");
  });

  test("of a thrown value that is not an error is its text", () => {
    expect(messageOf("stop")).toBe("stop");
  });
});
