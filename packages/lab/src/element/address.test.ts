import fc from "fast-check";
import { expect, test } from "vitest";
import { raceDefinition } from "../race/race-definition.ts";
import { readAddress, writeAddress } from "./address.ts";
import { type Control, type Controls, choice, defaultsOf, range, text, toggle } from "./control.ts";
import { admit, kebabCase, type Value } from "./control-text.ts";
import { queryOf } from "./query-of.ts";

const shared = { label: "A control", help: "It is a control.", effect: "at once" } as const;

/** A control and a value of it. */
const controlled: fc.Arbitrary<readonly [Control, Value]> = fc.oneof(
  fc
    .record({
      min: fc.integer({ min: -100, max: 0 }),
      span: fc.integer({ min: 1, max: 1000 }),
      step: fc.constantFrom(0.1, 0.25, 1, 8),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ min, span, step, at }) => {
      const control = range({ ...shared, default: min, min, max: min + span, step });
      return [control, admit(control, min + at * span)] as const;
    }),
  fc.double({ min: 1e-4, max: 10, noNaN: true }).map((number) => {
    const control = range({ ...shared, default: 1, min: 1e-4, max: 10, scale: "log" });
    return [control, admit(control, number)] as const;
  }),
  fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }).chain((names) =>
    fc.constantFrom(...names).map((name) => {
      const choices = Object.fromEntries(names.map((name) => [name, name]));
      return [choice({ ...shared, default: names[0] as string, choices }), name] as const;
    }),
  ),
  fc
    .oneof(
      fc.string(),
      fc.string({ minLength: 20, unit: "binary" }),
      fc.constantFrom("~", "~abc", "a".repeat(200)),
    )
    .map((value) => [text({ ...shared, default: "" }), value] as const),
  fc.boolean().map((value) => [toggle({ ...shared, default: false }), value] as const),
);

const names = ["length", "learningRate", "cell", "isOpen", "seed"];
const several = fc.array(controlled, { minLength: 1, maxLength: names.length }).map((pairs) => ({
  controls: Object.fromEntries(pairs.map(([control], index) => [names[index], control])) as Controls,
  values: Object.fromEntries(pairs.map(([, value], index) => [names[index], value])),
}));

test("what an address says of an element is what was written, beside the parameters of others", () => {
  fc.assert(
    fc.property(several, fc.constantFrom("", "left."), ({ controls, values }, prefix) => {
      const usual = defaultsOf(controls);
      const others = "?other=1&right.length=9";
      const query = writeAddress(controls, values as never, usual, others, prefix);
      const found = readAddress(controls, query, prefix);
      expect({ ...usual, ...found.values }).toEqual(values);
      expect(found.refused).toEqual([]);
      expect(new URLSearchParams(query).get("right.length")).toBe("9");
      // Writing what was read changes nothing.
      expect(writeAddress(controls, { ...usual, ...found.values } as never, usual, query, prefix)).toBe(
        query,
      );
    }),
  );
});

test("values by default are not in the address, and a query without parameters is empty", () => {
  const controls = { length: range({ ...shared, default: 30, min: 4, max: 100 }) };
  expect(writeAddress(controls, { length: 12 }, { length: 30 }, "")).toBe("?length=12");
  expect(writeAddress(controls, { length: 30 }, { length: 30 }, "?length=12")).toBe("");
  expect(readAddress(controls, "?length=400").values).toEqual({ length: 100 });
});

test("a long text is compressed in the address, and one that was cut is refused", () => {
  const controls = { recipe: text({ ...shared, default: "" }) };
  const recipe = "const h = tanh(gates.hidden);\n".repeat(20);
  const query = writeAddress(controls, { recipe }, { recipe: "" }, "");
  expect(query.length).toBeLessThan(0.5 * recipe.length);
  expect(readAddress(controls, query).values).toEqual({ recipe });
  expect(readAddress(controls, "?recipe=~").refused).toEqual(["recipe=~"]);
  expect(readAddress(controls, "?recipe=h").values).toEqual({ recipe: "h" });
});

test("what is not a value is refused by name, and what teachers write is read as lists", () => {
  const controls = {
    length: range({ ...shared, default: 30, min: 4, max: 100 }),
    cell: choice({ ...shared, default: "rnn", choices: { rnn: "RNN" } }),
  };
  const found = readAddress(
    controls,
    "?length=long&cell=toString&lock=length,cell&hide=replay%20loss&preset=short",
  );
  expect(found).toEqual({
    values: {},
    preset: "short",
    lock: ["length", "cell"],
    hide: ["replay", "loss"],
    refused: ["length=long", "cell=toString"],
  });
});

test("names in addresses are those of attributes", () => {
  expect(["length", "learningRate"].map(kebabCase)).toEqual(["length", "learning-rate"]);
});

test("a link to an element has its values, and what a teacher locks and hides", () => {
  const query = queryOf(
    raceDefinition,
    { length: 12, memoryBias: "chrono" },
    { prefix: "left", lock: ["seed"] },
  );
  expect(query).toBe("?left.length=12&left.lock=seed");
  expect(queryOf(raceDefinition, {})).toBe("");
  expect(() => queryOf(raceDefinition, { first: "gpt" as "rnn" })).toThrow("a value for first");
});
