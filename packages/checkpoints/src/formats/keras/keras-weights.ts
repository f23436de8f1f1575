import type { StoredTensor } from "../../dtype.ts";
import type { Hdf5Reader } from "./hdf5.ts";
import { isKerasCell, type KerasLayer } from "./keras-cells.ts";
import type { WeightsOf } from "./keras-layers.ts";
import { numbered, type WrittenLayer, withWeights } from "./written-keras-layers.ts";

/** The weights of `layers` in a file. Keras names layers there by their class and order, whatever their names are. */
export function weightsIn(reader: Hdf5Reader, layers: readonly KerasLayer[]): WeightsOf {
  const pathOf = pathsOf(layers);
  return (layer: KerasLayer, weight: string) => {
    const order = isKerasCell(layer.class_name) ? cellOrder : otherOrder;
    return reader.numbers(`${pathOf(layer)}/${Math.max(0, order.indexOf(weight))}`);
  };
}

/** The weights of a recurrent layer in the order in which it makes them, and those of others: an embedding has one. */
const cellOrder = ["kernel", "recurrent_kernel", "bias"];
const otherOrder = ["kernel", "bias"];

/** A function that gives the path of the weights of each of these layers, or of one in a Bidirectional among them. */
function pathsOf(layers: readonly KerasLayer[]): (layer: KerasLayer) => string {
  const counts = new Map<string, number>();
  const names = new Map(
    layers.map(({ class_name, config }) => {
      const name = snakeCase(class_name);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      return [config, `layers/${numbered(name, count)}`];
    }),
  );
  return ({ class_name, config, within }) => {
    const direction = within === undefined ? "" : `/${within.direction}_layer`;
    const cell = isKerasCell(class_name) ? "/cell" : "";
    return `${names.get(within?.wrapper.config ?? config)}${direction}${cell}/vars`;
  };
}

/** The names of the recurrent classes there. */
export const snakeNames: Readonly<Record<string, string>> = {
  SimpleRNN: "simple_rnn",
  LSTM: "lstm",
  GRU: "gru",
};

function snakeCase(className: string): string {
  return snakeNames[className] ?? className.toLowerCase();
}

/** The weights of `layers` by their paths in a file. */
export function weightsByPath(layers: readonly WrittenLayer[]): Record<string, StoredTensor> {
  const pathOf = pathsOf(layers);
  return Object.fromEntries(
    withWeights(layers).flatMap((layer) =>
      Object.values(layer.weights).map((tensor, position) => [`${pathOf(layer)}/${position}`, tensor]),
    ),
  );
}
