import { start } from "@tenetjs/backends";
import { backend, tensor1d, tensor2d, zeros } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { type Kernels, kernelsOf } from "../module/kernels.ts";
import { gatherRows, scatterAddRows } from "./lookup.ts";

let kernels: Kernels;
beforeAll(async () => {
  await start("wasm");
  kernels = kernelsOf(backend());
});

test("rows are gathered by id and added back by id", () => {
  const { address } = kernels;
  const table = tensor2d(
    Array.from({ length: 15 }, (_, index) => index),
    [3, 5],
  );
  const ids = tensor1d([2, 0, 2, 2], "int32");
  const [out, sums] = [zeros([4, 5]), zeros([3, 5])];
  const lookup = { count: 4, width: 5, rows: 3, ids: address(ids) };
  gatherRows(kernels, { ...lookup, table: address(table), out: address(out) });
  scatterAddRows(kernels, { ...lookup, x: address(out), sums: address(sums) });
  expect(out.arraySync()).toEqual([
    [10, 11, 12, 13, 14],
    [0, 1, 2, 3, 4],
    [10, 11, 12, 13, 14],
    [10, 11, 12, 13, 14],
  ]);
  expect(sums.arraySync()).toEqual([
    [0, 1, 2, 3, 4],
    [0, 0, 0, 0, 0],
    [30, 33, 36, 39, 42],
  ]);
});

test.each([3, -1])("the id %i for a table of three rows is refused by its value", (id) => {
  const { address } = kernels;
  const table = zeros([3, 2]);
  const ids = tensor1d([1, id], "int32");
  const out = zeros([2, 2]);
  const lookup = { count: 2, width: 2, rows: 3, ids: address(ids), table: address(table), out: address(out) };
  expect(() => gatherRows(kernels, lookup)).toThrow(
    `expected ids from 0 to 2, got ${id}. It is id number 1.`,
  );
});
