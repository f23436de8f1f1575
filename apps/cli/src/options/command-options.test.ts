import { Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { addOptions, readOptions } from "./command-options.ts";
import { defaultsOf, keptValues, option, optionGroup, withDefaults } from "./option.ts";
import { choice, integer, orTrue, repeated, text, toggle } from "./value-types.ts";

const table = {
  ...optionGroup(
    { heading: "Network", resume: "must stay" },
    {
      hiddenSize: option({ flag: "--hidden <n>", type: integer(1, 512), default: 128, help: "units" }),
      embedding: option({ flag: "--embedding <n>", type: integer(1), otherwise: "one-hot", help: "numbers" }),
      tied: option({ flag: "--tied", type: toggle, default: false, help: "share" }),
    },
  ),
  ...optionGroup(
    { heading: "Run", resume: "may change" },
    {
      cell: option({ flag: "--cell <name>", type: choice(["rnn", "gru"]), default: "gru", help: "the cell" }),
      stop: option({ flag: "--stop <text>", type: repeated(text), default: [], help: "stops" }),
      baseline: option({ flag: "--no-baseline", type: toggle, default: true, help: "none" }),
      noRepeat: option({
        flag: "--no-repeat <n>",
        type: integer(1),
        conflicts: ["cell"],
        help: "never again",
      }),
      serve: option({ flag: "--serve [port]", type: orTrue(integer(1)), help: "serve" }),
    },
  ),
};

function parse(options: Parameters<typeof addOptions>[1], ...args: readonly string[]) {
  const said: string[] = [];
  const command = addOptions(new Command("test"), options)
    .exitOverride()
    .configureOutput({ writeErr: (text) => said.push(text) });
  try {
    return { ...readOptions(command.parse(args, { from: "user" }), table), said: "" };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { values: undefined, given: undefined, said: said.join("") };
  }
}

describe("values have the names of the table, not those of the flags", () => {
  test("and are the defaults when nothing is given", () => {
    const { values, given } = parse(table);
    expect(values).toEqual({
      ...{ hiddenSize: 128, embedding: null, tied: false, cell: "gru", stop: [] },
      ...{ baseline: true, noRepeat: null, serve: null },
    });
    expect(values).toEqual(defaultsOf(table));
    expect(given).toEqual(new Set());
  });

  test("and an option counts as given even with its default value", () => {
    const args = [
      "--hidden",
      "128",
      "--tied",
      "--no-baseline",
      "--no-repeat",
      "3",
      "--stop",
      "a",
      "--stop",
      "b",
    ];
    const { values, given } = parse(table, ...args);
    expect(values).toMatchObject({ tied: true, baseline: false, noRepeat: 3, stop: ["a", "b"] });
    expect(given).toEqual(new Set(["hiddenSize", "tied", "baseline", "noRepeat", "stop"]));
  });

  test("and an optional value that is left out is true", () => {
    expect(parse(table, "--serve").values?.serve).toBe(true);
    expect(parse(table, "--serve", "80").values?.serve).toBe(80);
  });
});

test("a value out of range, conflicting options and a missing required option are refused", () => {
  expect(parse(table, "--hidden", "0").said).toContain("Expected an integer from 1 to 512.");
  expect(parse(table, "--cell", "lstm").said).toContain("Allowed choices are rnn, gru.");
  expect(parse(table, "--no-repeat", "2", "--cell", "rnn").said).toContain("cannot be used with");
  const required = { ...table, hiddenSize: { ...table.hiddenSize, required: true } };
  expect(parse(required).said).toContain("required option '--hidden <n>' not specified");
  expect(parse(required, "--hidden", "7").values?.hiddenSize).toBe(7);
});

test("the help shows groups, limits and defaults", () => {
  const help = addOptions(new Command("test"), table).helpInformation();
  const lines = help.replace(/\n {5,}/g, " ");
  expect(lines).toMatch(/^Network:\n {2}--hidden <n> +units \(1 to 512; default: 128\)$/m);
  expect(lines).toMatch(/--embedding <n> +numbers \(default: one-hot\)$/m);
  expect(lines).toMatch(/--tied +share$/m);
  expect(lines).toMatch(/^Run:\n {2}--cell <name> +the cell \(rnn, gru; default: gru\)$/m);
});

test("a table can have other defaults, and a run stores the options that must stay", () => {
  const changed = withDefaults(table, { hiddenSize: 64, cell: "rnn" });
  expect(defaultsOf(changed)).toMatchObject({ hiddenSize: 64, embedding: null, cell: "rnn" });
  expect(defaultsOf(table).hiddenSize).toBe(128);
  expect(keptValues(table, defaultsOf(changed))).toEqual({ hiddenSize: 64, embedding: null, tied: false });
});
