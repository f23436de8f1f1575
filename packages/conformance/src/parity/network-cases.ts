import { seed, split } from "@tenetjs/core";
import type { TensorTree } from "@tenetjs/core/tensors";
import { networkModel } from "@tenetjs/models";
import { network } from "../float64/network.ts";
import type { ComputeNetwork } from "../scenarios/compute-network.ts";
import type { Case } from "./cases.ts";
import { normals } from "./normals.ts";
import { mask, noisy } from "./sequences.ts";

const [batch, time, inputSize, hiddenSize] = [9, 8, 7, 21];
const vectors = { kind: "vector", size: inputSize } as const;
const ids = { kind: "one-hot", size: inputSize } as const;

type Described = Pick<ComputeNetwork, "network" | "loss"> & { readonly padded: boolean };

/** Networks with a head, in one direction and in both, for each kind of output. */
const networks: Readonly<Record<string, Described>> = {
  "sequence regressor": {
    network: {
      kind: "sequence-regressor",
      options: { cell: "gru", hiddenSize, layers: 2, input: vectors, outputs: 3 },
    },
    loss: "huber",
    padded: false,
  },
  "bidirectional step regressor": {
    network: {
      kind: "step-regressor",
      options: { cell: "gru", hiddenSize, layers: 2, bidirectional: true, input: vectors, outputs: 2 },
    },
    loss: "meanSquaredError",
    padded: true,
  },
  "bidirectional tagger": {
    network: {
      kind: "step-classifier",
      options: { cell: "lstm", hiddenSize, bidirectional: true, input: ids, classes: 5 },
    },
    padded: true,
  },
  "bidirectional sequence classifier": {
    network: {
      kind: "sequence-classifier",
      options: { cell: "original-gru", hiddenSize, bidirectional: true, input: ids, classes: 4 },
    },
    padded: true,
  },
};

/** The names of the cases. */
export const networkNames: readonly string[] = Object.keys(networks);

/** The cases of networks with a head, with their results in float64. A backend of tfjs has to be started. */
export async function networkCases(names: readonly string[] = networkNames): Promise<Case[]> {
  const chosen = Object.entries(networks).filter(([name]) => names.includes(name));
  return Promise.all(
    chosen.map(async ([name, described]) => {
      const given = await givenFor(name, described);
      return {
        name,
        compute: (platform) => platform.run("computeNetwork", given),
        reference: network(given),
        tolerance,
      } satisfies Case;
    }),
  );
}

/** That of the cells: a head adds one product to those of the steps. */
const tolerance = 2e-6;

async function givenFor(name: string, { padded, ...described }: Described): Promise<ComputeNetwork> {
  const rng = split(seed("networks"), name);
  const { kind, options } = described.network;
  const initial = networkModel(described.network).init(split(rng, "init")) as TensorTree;
  const ofSequence = kind.startsWith("sequence");
  const steps = ofSequence ? 1 : time;
  const masked = padded ? { mask: mask(batch, time) } : {};
  return {
    ...described,
    params: await noisy(initial, split(rng, "params")),
    inputs:
      options.input.kind === "vector"
        ? normals(split(rng, "inputs"), [batch, time, inputSize])
        : classesOf([batch, time], inputSize),
    targets:
      "classes" in options
        ? classesOf(ofSequence ? [batch] : [batch, time], options.classes)
        : normals(split(rng, "targets"), [batch, steps, options.outputs ?? 1]),
    ...masked,
  };
}

function classesOf<const Shape extends readonly number[]>(
  shape: Shape,
  classes: number,
): { readonly shape: Shape; readonly values: Int32Array } {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return { shape, values: Int32Array.from({ length: size }, (_, index) => (index * 5 + 2) % classes) };
}
