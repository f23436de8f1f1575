import { expect, test } from "vitest";
import { updateProgram } from "../compiler/update-program.ts";
import { add, mul, sub } from "../language/builders.ts";
import { updateRecipe } from "../language/update-recipe.ts";
import { emitUpdate } from "./emit-update.ts";

const rule = updateRecipe({
  name: "rule",
  slots: ["unread", "mean"],
  scalars: ["a", "b"],
  step: ({ gradient, slots, scalars }) => {
    const mean = add(mul(0.5, slots.mean), gradient);
    return { update: sub(mul(scalars.a, mean), scalars.b), next: { unread: 7, mean } };
  },
});

test("only what the recipe looks at is read, and all slots are written", () => {
  const { reads, writes, scalars } = updateProgram(rule);
  expect(reads).toEqual([
    { buffer: "gradient", index: 0 },
    { buffer: "slot", index: 1 },
  ]);
  expect(writes).toEqual([
    { buffer: "update", index: 0 },
    { buffer: "nextSlot", index: 0 },
    { buffer: "nextSlot", index: 1 },
  ]);
  expect(scalars).toEqual(["a", "b"]);
});

test.each([0, 1, 3, 4, 5, 8, 1003])("%d values are computed, and nothing behind them", (count) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(emitUpdate(updateProgram(rule), { shared: false, maximumPages: 1 }));
  const { update } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
    update: (...integers: number[]) => void;
  };
  const values = new Float32Array(memory.buffer);
  const block = count + 2;
  const at = (index: number) => 4 * index * block;
  const gradient = values.subarray(0, count).map((_, i) => i - 1);
  const mean = values.subarray(0, count).map((_, i) => 4 * i);
  values.fill(-1);
  values.set(gradient, 0);
  values.set(mean, block);
  values.set([2, 0.25], 5 * block);
  update(count, at(0), at(1), at(2), at(3), at(4), at(5));
  const written = (index: number) => [...values.subarray(index * block, index * block + count)];
  const next = [...gradient].map((g, i) => 0.5 * (mean[i] as number) + g);
  expect(written(2)).toEqual(next.map((m) => 2 * m - 0.25));
  expect(written(3)).toEqual(next.map(() => 7));
  expect(written(4)).toEqual(next);
  for (const index of [2, 3, 4]) expect(values[(index + 1) * block - 1]).toBe(-1);
});
