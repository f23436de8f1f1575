import { expect, test } from "vitest";
import { add, leaf, less, mul, sigmoid, where } from "./builders.ts";
import { leavesOf, nodes, substitute } from "./expression-graph.ts";

const a = leaf("gate", "a");
const h = leaf("state", "h");

test("nodes come once, and after what they are made of", () => {
  const shared = sigmoid(a);
  const root = add(mul(shared, h), shared);
  const order = nodes(root);
  expect(order).toHaveLength(5);
  expect(new Set(order).size).toBe(5);
  expect(order.indexOf(a)).toBeLessThan(order.indexOf(shared));
  expect(order.at(-1)).toBe(root);
});

test("leaves are found in conditions too", () => {
  expect(new Set(leavesOf(where(less(a, 1), h, 0)))).toEqual(new Set([a, h]));
});

test("a substitution replaces a node wherever it stands, and leaves the rest the same nodes", () => {
  const shared = sigmoid(a);
  const untouched = mul(h, 2);
  const root = where(less(shared, 1), add(shared, untouched), untouched);
  const replaced = substitute(root, new Map([[shared, h]]));
  expect(replaced).toEqual(where(less(h, 1), add(h, untouched), untouched));
  expect(nodes(replaced)).toContain(untouched);
  expect(substitute(root, new Map([[leaf("gate", "other"), h]]))).toBe(root);
});
