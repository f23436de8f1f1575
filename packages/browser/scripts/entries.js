import { fileURLToPath } from "node:url";

/** Our packages that pages can load, by the names of the files. Each file exports what the package does. */
const packages = [
  "backends",
  "cells",
  "checkpoints",
  "core",
  "datasets",
  "figures",
  "kernels",
  "models",
  "recipes",
  "sampling",
  "training",
];

/** The source of each file: `kernels-register.js` is `@tenetjs/kernels/register`, and `tfjs-core.js` the tfjs that all of them use. */
export const entries = {
  ...Object.fromEntries(packages.map((name) => [name, `export * from "@tenetjs/${name}";`])),
  "core-tensors": `export * from "@tenetjs/core/tensors";`,
  "kernels-register": `import "@tenetjs/kernels/register";`,
  "tfjs-core": `export * from "@tensorflow/tfjs-core";`,
};

/** The elements of `@tenetjs/lab`, by the names of its entries. */
const elements = ["cell", "device", "gate", "limits", "memory", "race", "starts", "text"];

/** The source of each element's file: `lab/race.js` registers `<tenet-race>`. */
export const labEntries = Object.fromEntries(
  elements.map((name) => [`lab/${name}`, `import "@tenetjs/lab/${name}";`]),
);

const lab = new URL("..", import.meta.resolve("@tenetjs/lab/race"));

/** The source of each worker in which elements train, and in which a reader's recipe runs. */
export const workerEntries = Object.fromEntries(
  [...elements, "recipe"].map((name) => [
    `lab/${name}-worker`,
    `import ${JSON.stringify(fileURLToPath(new URL(`${name}/worker.js`, lab)))};`,
  ]),
);

/** The source of `tenet.js`: each package under its name, tfjs under `tf`, and the kernels registered. */
export const everything = [
  `import "@tenetjs/kernels/register";`,
  `export * as tf from "@tensorflow/tfjs-core";`,
  `export * as tensors from "@tenetjs/core/tensors";`,
  ...packages.map((name) => `export * as ${name} from "@tenetjs/${name}";`),
].join("\n");
