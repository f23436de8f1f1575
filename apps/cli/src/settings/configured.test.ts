import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOptions, readOptions } from "../options/command-options.ts";
import { defaultsOf, option, optionGroup } from "../options/option.ts";
import { choice, integer, list, orTrue, positive, repeated, text, toggle } from "../options/value-types.ts";
import { configured } from "./configured.ts";
import type { Settings } from "./settings.ts";

const table = optionGroup(
  { heading: "All" },
  {
    hiddenSize: option({ flag: "--hidden <n>", type: integer(1, 512), default: 128, help: "units" }),
    cell: option({ flag: "--cell <name>", type: choice(["rnn", "gru"]), default: "gru", help: "the cell" }),
    tied: option({ flag: "--tied", type: toggle, default: false, help: "share" }),
    baseline: option({ flag: "--no-baseline", type: toggle, default: true, help: "none" }),
    stop: option({ flag: "--stop <text>", type: repeated(text), default: [], help: "stops" }),
    proportions: option({ flag: "--proportions <list>", type: list(positive), help: "weights" }),
    serve: option({ flag: "--serve [port]", type: orTrue(integer(1)), help: "serve" }),
    greedy: option({ flag: "--greedy", type: toggle, default: false, conflicts: ["topK"], help: "greedy" }),
    topK: option({ flag: "--top-k <n>", type: integer(1), help: "k" }),
  },
);

const settings = (sections: Settings["sections"]): Settings => ({ file: "tenet.config.json", sections });

/** What `args` and the section "sample" with `values` set. */
function read(values: Record<string, unknown>, ...args: readonly string[]) {
  const options = configured(table, settings({ sample: values }), { name: "sample" });
  const command = addOptions(new Command(), options)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return readOptions(command.parse(args, { from: "user" }), options);
}

describe("the command line goes before the file, and the file before the defaults", () => {
  test("for values", () => {
    expect(read({}).values).toEqual(defaultsOf(table));
    const { values, given, configured } = read({ hidden: 7, cell: "rnn" }, "--cell", "gru");
    expect(values).toMatchObject({ hiddenSize: 7, cell: "gru", topK: null });
    expect([given, configured]).toEqual([new Set(["cell"]), new Set(["hiddenSize"])]);
  });

  test("for switches, which a file can turn on and a command line off again", () => {
    expect(read({ tied: true, "no-baseline": true }).values).toMatchObject({ tied: true, baseline: false });
    expect(read({ tied: false, "no-baseline": false }).values).toMatchObject({ tied: false, baseline: true });
    expect(read({ tied: true, "no-baseline": true }, "--no-tied", "--baseline").values).toMatchObject({
      tied: false,
      baseline: true,
    });
    expect(() => read({}, "--no-tied")).toThrow("unknown option");
  });

  test("for options that may be repeated, which do not add up", () => {
    expect(read({ stop: ["a", "b"] }).values.stop).toEqual(["a", "b"]);
    expect(read({ stop: "a" }).values.stop).toEqual(["a"]);
    expect(read({ stop: ["a", "b"] }, "--stop", "c").values.stop).toEqual(["c"]);
  });

  test("for options that exclude each other", () => {
    expect(read({ greedy: true }, "--top-k", "3").values).toMatchObject({ greedy: false, topK: 3 });
    expect(read({ "top-k": 3 }, "--greedy").values).toMatchObject({ greedy: true, topK: null });
  });
});

test("any value that the command line takes is read alike", () => {
  const words = fc.record(
    {
      hidden: fc.integer({ min: 1, max: 512 }),
      cell: fc.constantFrom("rnn", "gru"),
      stop: fc.array(fc.string(), { minLength: 1 }),
      proportions: fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1 }),
      serve: fc.integer({ min: 1, max: 65535 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(words, (values) => {
      const args = Object.entries(values).flatMap(([key, value]) =>
        key === "stop"
          ? (value as string[]).flatMap((one) => [`--stop=${one}`])
          : [`--${key}=${String(value)}`],
      );
      expect(read(values).values).toEqual(read({}, ...args).values);
    }),
  );
});

test("any JSON is either read or refused by name", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(table).map(({ flag }) => flag)),
      fc.jsonValue(),
      (flag, json) => {
        const key = (flag.split(" ")[0] as string).slice(2);
        try {
          read({ [key]: json });
        } catch (error) {
          expect((error as Error).message).toMatch(
            new RegExp(`^tenet\\.config\\.json: expected a valid "${key}" for "sample", got `),
          );
        }
      },
    ),
  );
});

test.each([
  [{ hiden: 3 }, 'expected an option of "sample", got "hiden". Its options are hidden, cell,'],
  [{ hidden: 0 }, 'expected a valid "hidden" for "sample", got 0. Expected an integer from 1 to 512.'],
  [{ hidden: null }, "got null. Expected a string or a number."],
  [{ cell: "lstm" }, 'got "lstm". Allowed choices are rnn, gru.'],
  [{ tied: "yes" }, 'got "yes". Expected true or false.'],
  [{ greedy: true, "top-k": 3 }, "expected only one of --greedy and --top-k, got both."],
])("%j is refused", (values, message) => {
  expect(() => read(values)).toThrow(message);
});

test("a more special section goes before a general one, which may have options of others", () => {
  const both = settings({
    train: { hidden: 3, cell: "rnn", tied: true, length: 3 },
    "train text": { hidden: 4, tied: false },
  });
  const length = option({ flag: "--length <n>", type: integer(1), help: "of others" });
  const sections = [{ name: "train", allowed: { ...table, length } }, { name: "train text" }];
  const options = configured(table, both, ...sections);
  const values = Object.fromEntries(
    Object.entries(options).flatMap(([name, one]) => (one.configured ? [[name, one.configured.value]] : [])),
  );
  expect(values).toEqual({ hiddenSize: 4, cell: "rnn" });
  expect(() => configured(table, both, { name: "train" })).toThrow('got "length"');
});

test("the help says which defaults come from the file, and how to turn off its switches", () => {
  const options = configured(table, settings({ sample: { hidden: 7, tied: true } }), { name: "sample" });
  const help = addOptions(new Command("x"), options)
    .helpInformation()
    .replace(/\n {5,}/g, " ");
  expect(help).toMatch(/--hidden <n> +units \(1 to 512; default: 7, from tenet\.config\.json\)/);
  expect(help).toMatch(/--tied +share \(default: on, from tenet\.config\.json\)/);
  expect(help).toMatch(/--no-tied +not as in tenet\.config\.json/);
});
