import { phrase } from "@tenetjs/core/internals";
import { type NetworkParts, unsupported } from "../network-parts.ts";
import type { Hdf5Reader } from "./hdf5.ts";
import { isKerasCell, type KerasLayer, kerasCells } from "./keras-cells.ts";
import type { WeightsOf } from "./keras-layers.ts";
import { snakeNames, weightsIn } from "./keras-weights.ts";

/** The layers of a file of weights, by the names of its groups: an embedding, the recurrent layers in order, a dense layer. */
export function guessedLayers(
  where: string,
  reader: Hdf5Reader,
  readout: NetworkParts["readout"],
): KerasLayer[] {
  if (reader.names("model_weights").length > 0) {
    const got = phrase("a whole model in Keras's older form (.h5)");
    const next = 'Load it with keras.models.load_model, and save it again with model.save("model.keras").';
    throw unsupported(where, "weights in the form of Keras 3 (.weights.h5)", got, next);
  }
  const names = reader.names("layers");
  const classes = { ...snakeNames, Bidirectional: "bidirectional", Embedding: "embedding", Dense: "dense" };
  const known = Object.entries(classes).flatMap(([className, snake]) =>
    names
      .filter((name) => name === snake || (name.startsWith(`${snake}_`) && /_\d+$/.test(name)))
      .sort((a, b) => orderOf(a) - orderOf(b))
      .map((name) => ({ class_name: className, config: { name } })),
  );
  const weightless = ["dropout", "input_layer", "activation"];
  const other = names.find(
    (name) =>
      !known.some(({ config }) => config.name === name) && !weightless.some((one) => name.startsWith(one)),
  );
  if (other !== undefined) {
    const next = "Save the model as a .keras file, which has its configuration.";
    throw unsupported(where, "groups of an embedding, recurrent and dense layers", other, next);
  }
  const isRecurrent = ({ class_name }: KerasLayer) =>
    isKerasCell(class_name) || class_name === "Bidirectional";
  const recurrent = known.filter(isRecurrent);
  const weightsOf = weightsIn(reader, known);
  const configured = recurrent.map((layer, index): KerasLayer => {
    const cellConfig = (cell: KerasLayer) => ({
      ...cell.config,
      activation: "tanh",
      recurrent_activation: "sigmoid",
      // Keras's default. A GRU without it has one bias for each gate.
      reset_after: weightsOf(cell, "bias")?.shape.length !== 1,
      return_sequences: index < recurrent.length - 1 || readout === "every",
    });
    if (layer.class_name !== "Bidirectional") return { ...layer, config: cellConfig(layer) };
    const inner: KerasLayer = {
      class_name: wrappedClass(where, layer, weightsOf),
      config: { name: `forward of ${String(layer.config.name)}` },
      within: { wrapper: layer, direction: "forward" },
    };
    const { class_name } = inner;
    return { ...layer, config: { ...layer.config, layer: { class_name, config: cellConfig(inner) } } };
  });
  const of = (name: string) => known.filter(({ class_name }) => class_name === name);
  return [...of("Embedding"), ...configured, ...of("Dense")];
}

/** The class of the layers in a Bidirectional, from the number of gates in their weights. */
function wrappedClass(where: string, wrapper: KerasLayer, weightsOf: WeightsOf): string {
  // Any recurrent class has its weights in the same place.
  const probe = {
    class_name: kerasCells.lstm.className,
    config: {},
    within: { wrapper, direction: "forward" },
  } as const;
  const { shape = [] } = weightsOf(probe, "recurrent_kernel") ?? {};
  const [units = 0, columns = 0] = shape;
  const name = ({ 1: "SimpleRNN", 3: "GRU", 4: "LSTM" } as const)[columns / units];
  if (name !== undefined) return name;
  throw unsupported(
    where,
    `1, 3 or 4 gates in ${String(wrapper.config.name)}`,
    phrase(`[${shape.join(", ")}]`),
  );
}

function orderOf(name: string): number {
  return Number(/_(\d+)$/.exec(name)?.[1] ?? 0);
}
