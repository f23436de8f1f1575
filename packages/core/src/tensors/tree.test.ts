import "@tensorflow/tfjs-backend-cpu";
import {
  add,
  addN,
  dispose,
  memory,
  mul,
  scalar,
  type Tensor,
  tensor1d,
  tidy,
  zeros,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  countValues,
  disposeTree,
  leaves,
  leavesInOrder,
  mapTree,
  namedLeaves,
  type TensorTree,
  unflatten,
  zipTrees,
} from "./tree.ts";

let before = 0;
beforeEach(() => {
  before = memory().numTensors;
});
afterEach(() => {
  expect(memory().numTensors).toBe(before);
});

/** Trees, described by the sizes of their leaves. */
const { tree: form } = fc.letrec<{ tree: Form }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.integer({ min: 1, max: 4 }),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
type Form = number | Form[] | { [name: string]: Form };

function grow(form: Form): TensorTree {
  if (typeof form === "number") return zeros([form]);
  if (Array.isArray(form)) return form.map(grow);
  return Object.fromEntries(Object.entries(form).map(([name, child]) => [name, grow(child)]));
}

function sizes(tree: TensorTree): unknown {
  return JSON.parse(JSON.stringify(tree, (_, node) => (node && "dataId" in Object(node) ? node.size : node)));
}

const numbers = (tensor: Tensor) => [...tensor.dataSync()];

describe("leaves", () => {
  test("have dotted paths, and are in the order of the keys", () => {
    const tree = { layers: [{ wx: scalar(1), b: scalar(2) }, { wx: scalar(3) }], head: scalar(4) };
    expect(namedLeaves(tree).map(({ path }) => path)).toEqual([
      "layers.0.wx",
      "layers.0.b",
      "layers.1.wx",
      "head",
    ]);
    expect(leaves(tree).flatMap(numbers)).toEqual([1, 2, 3, 4]);
    expect(namedLeaves(tree.head, "state").map(({ path }) => path)).toEqual(["state"]);
    disposeTree(tree);
  });

  test("are all counted and freed, and a tensor that occurs twice is freed once", () => {
    const shared = tensor1d([1, 2, 3]);
    const tree = { a: shared, b: [shared, scalar(1)], none: {} };
    expect(countValues(tree)).toBe(7);
    disposeTree(tree);
    expect(leaves(tree).every((leaf) => leaf.isDisposed)).toBe(true);
  });
});

describe("mapTree, zipTrees and unflatten", () => {
  test("keep the form of any tree", () => {
    fc.assert(
      fc.property(form, (form) => {
        const tree = grow(form);
        const doubled = mapTree(tree, (leaf) => mul(leaf, 2));
        const zipped = zipTrees((a, b) => add(a, b), tree, doubled);
        const rebuilt = unflatten(tree, leaves(zipped));
        for (const made of [doubled, zipped, rebuilt]) expect(sizes(made)).toEqual(form);
        expect(leaves(rebuilt)).toEqual(leaves(zipped));
        disposeTree([tree, doubled, zipped]);
      }),
    );
  });

  test("mapTree passes the same paths as namedLeaves", () => {
    fc.assert(
      fc.property(form, (form) => {
        const tree = grow(form);
        const paths: string[] = [];
        mapTree(tree, (leaf, path) => {
          paths.push(path);
          return leaf;
        });
        expect(paths).toEqual(namedLeaves(tree).map(({ path }) => path));
        disposeTree(tree);
      }),
    );
  });

  test("zipTrees combines the leaves at the same path", () => {
    const [a, b, c] = [1, 10, 100].map((n) => ({ x: scalar(n), list: [scalar(2 * n)] })) as [
      { x: Tensor; list: Tensor[] },
      TensorTree,
      TensorTree,
    ];
    const sum = zipTrees((...three) => tidy(() => addN(three)), a, b, c);
    expect([numbers(sum.x), numbers(sum.list[0]!)]).toEqual([[111], [222]]);
    disposeTree([a, b, c, sum]);
  });

  test("zipTrees returns the form of the first tree, whatever the order of keys in the others", () => {
    const [wanted, stored] = [
      { h: scalar(1), c: scalar(2) },
      { c: scalar(20), h: scalar(10) },
    ];
    const taken = zipTrees((_, leaf) => leaf, wanted, stored);
    expect(Object.keys(taken)).toEqual(["h", "c"]);
    expect([taken.h, taken.c]).toEqual([stored.h, stored.c]);
    disposeTree([wanted, stored]);
  });

  test.each([
    ["a missing leaf", { wx: 1, b: 1 }, { wx: 1 }, /a tensor at "b"\), got nothing more\./],
    ["an extra leaf", { wx: 1 }, { wx: 1, b: 1 }, /nothing more\), got a tensor at "b"\./],
    [
      "a different name",
      { layers: [{ wx: 1 }] },
      { layers: [{ wh: 1 }] },
      /"layers\.0\.wx"\), got a tensor at "layers\.0\.wh"/,
    ],
  ] as const)(
    "zipTrees reports %s by its path, before it combines any leaves",
    (_, first, second, message) => {
      const [a, b] = [grow(first as unknown as Form), grow(second as unknown as Form)];
      const combine = () => expect.unreachable("combined");
      expect(() => zipTrees(combine, a, b)).toThrow(message);
      expect(() => zipTrees(combine, a, b)).toThrow(TypeError);
      disposeTree([a, b]);
    },
  );

  test("leavesInOrder returns the leaves of every tree in the order of the first", () => {
    const [a, b, c, d] = [scalar(1), scalar(2), scalar(3), scalar(4)];
    expect(leavesInOrder({ x: a, y: b }, { y: c, x: d })).toEqual([
      [a, b],
      [d, c],
    ]);
    expect(() => leavesInOrder({ x: a }, { y: b })).toThrow(
      'expected trees of the same form (a tensor at "x")',
    );
    dispose([a, b, c, d]);
  });

  test("unflatten needs one tensor for each leaf", () => {
    const tree = { a: scalar(1), b: scalar(2) };
    expect(() => unflatten(tree, [tree.a])).toThrow(
      "unflatten: expected 2 tensors, one for each leaf, got 1.",
    );
    disposeTree(tree);
  });
});
