import { TenetError } from "@tenetjs/core";
import { disposeTree, leaves, namedLeaves, type TensorTree } from "@tenetjs/core/tensors";
import "@tensorflow/tfjs-backend-cpu";
import { memory, scalar, setBackend, type Tensor, tensor, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeSafetensors, encodeSafetensors, fillTree, tensorsToTree, treeToTensors } from "./index.ts";

beforeAll(() => setBackend("cpu"));

const tree = (): TensorTree => ({
  layers: [
    { wx: tensor2d([1, 2, 3, 4], [2, 2]), b: tensor1d([5]) },
    { wx: tensor2d([6], [1, 1]), wh: tensor2d([], [1, 0]) },
  ],
  step: scalar(7, "int32"),
  mask: tensor1d([true, false], "bool"),
});

describe("treeToTensors and tensorsToTree", () => {
  test("a round trip through a file preserves names, lists, shapes, dtypes and values", async () => {
    const original = tree();
    const { tensors } = decodeSafetensors(encodeSafetensors(await treeToTensors(original)));
    expect(Object.keys(tensors).sort()).toEqual([
      "layers.0.b",
      "layers.0.wx",
      "layers.1.wh",
      "layers.1.wx",
      "mask",
      "step",
    ]);
    const back = tensorsToTree(tensors) as { layers: unknown };
    expect(Array.isArray(back.layers)).toBe(true);
    expect(describeLeaves(back as TensorTree)).toEqual(describeLeaves(original));
  });

  test("a single tensor is a tree, and so is an empty record", async () => {
    const single = await treeToTensors(scalar(3));
    expect((tensorsToTree(single) as Tensor).dataSync()[0]).toBe(3);
    expect(tensorsToTree({})).toEqual({});
  });

  test("arrays are copied: writing to them does not change the tensors", async () => {
    const stored = { w: { dtype: "F32", shape: [1], data: Float32Array.of(1) } } as const;
    const back = tensorsToTree(stored) as { w: Tensor };
    stored.w.data[0] = 9;
    expect(back.w.dataSync()[0]).toBe(1);
  });

  test("lists of more than ten keep their order", async () => {
    const original = { list: Array.from({ length: 12 }, (_, index) => scalar(index)) };
    const back = tensorsToTree(await treeToTensors(original)) as { list: Tensor[] };
    expect(back.list.map((leaf) => leaf.dataSync()[0])).toEqual(
      Array.from({ length: 12 }, (_, index) => index),
    );
  });

  test.each([["layers.0"], ["0"], [""]])(
    "the name %j, which could not be restored, is refused",
    async (name) => {
      await expect(treeToTensors({ outer: { [name]: scalar(1) } })).rejects.toThrow(
        `treeToTensors: expected names under "outer" that have no dots and are not only digits, got ${JSON.stringify(name)}.`,
      );
    },
  );

  test("a leaf of a dtype that cannot be stored is refused", async () => {
    await expect(treeToTensors({ words: tensor(["a"]) })).rejects.toThrow(/at "words", got "string"/);
  });

  const one = { dtype: "F32", shape: [], data: Float32Array.of(1) } as const;
  test.each([
    ["a tensor that is also a branch", { a: one, "a.b": one }],
    ["a branch that is also a tensor", { "a.b": one, a: one }],
    ["a list with a gap", { "a.0": one, "a.2": one }],
    ["positions among names", { "a.0": one, "a.b": one }],
  ])("%s does not form a tree, and no tensors are leaked", (_, tensors) => {
    const before = memory().numTensors;
    expect(codeOf(() => tensorsToTree(tensors))).toBe("CHECKPOINT_MISMATCH");
    expect(memory().numTensors).toBe(before);
  });

  test("the error for integers wider than int32 names the tensor", () => {
    const wide = { ids: { dtype: "I64", shape: [1], data: BigInt64Array.of(1n) } } as const;
    expect(() => tensorsToTree(wide)).toThrow(/tensor "ids" of a dtype/);
  });
});

describe("fillTree", () => {
  test("returns the values in the form of the tree, including empty branches", async () => {
    const like = { params: tree(), slots: {}, history: [] };
    const filled = fillTree(like, await treeToTensors(like));
    expect(filled.slots).toEqual({});
    expect(filled.history).toEqual([]);
    expect(describeLeaves(filled)).toEqual(describeLeaves(like));
    disposeTree(like);
    expect(leaves(filled).every((leaf) => !leaf.isDisposed)).toBe(true);
  });

  test("names tensors that are missing, unexpected or of another shape or dtype, and makes none", async () => {
    const like = { w: tensor1d([1, 2]) };
    const before = memory().numTensors;
    const w = { dtype: "F32", shape: [2], data: Float32Array.of(1, 2) } as const;
    expect(() => fillTree(like, {})).toThrow(/fillTree: expected a tensor "w", got none\./);
    expect(() => fillTree(like, { w, v: w })).toThrow(/no tensors other than those of the tree, got \["v"\]/);
    expect(() => fillTree(like, { w: { ...w, shape: [1, 2] } })).toThrow(
      /expected \[float32, 2\] at "w", got \[float32, 1, 2\]/,
    );
    expect(() => fillTree(like, { w: { dtype: "I32", shape: [2], data: Int32Array.of(1, 2) } })).toThrow(
      /got \[int32, 2\]/,
    );
    expect(codeOf(() => fillTree(like, {}))).toBe("CHECKPOINT_MISMATCH");
    expect(memory().numTensors).toBe(before);
  });
});

function describeLeaves(of: TensorTree) {
  return new Map(
    namedLeaves(of).map(({ path, tensor }) => [
      path,
      { dtype: tensor.dtype, shape: tensor.shape, values: Array.from(tensor.dataSync()) },
    ]),
  );
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof TenetError) return error.code;
  }
  return undefined;
}
