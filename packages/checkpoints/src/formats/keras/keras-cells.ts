import { excerpt, phrase } from "@tenetjs/core/internals";
import type { SharedCell } from "../../gate-blocks.ts";
import { type Direction, unsupported } from "../network-parts.ts";

/** A layer of a Keras model, by the names of its configuration. */
export type KerasLayer = {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Of one of the two layers in a Bidirectional, where it stands. */
  readonly within?: { readonly wrapper: KerasLayer; readonly direction: Direction };
};

/** A recurrent layer of Keras, and the one that reads from the end beside it, in a Bidirectional. */
export type RecurrentLayer = {
  readonly cell: SharedCell;
  readonly forward: KerasLayer;
  readonly backward?: KerasLayer;
};

/** The classes of Keras by cell, and what tells apart the two cells of the class GRU. */
export const kerasCells = {
  rnn: { className: "SimpleRNN" },
  lstm: { className: "LSTM" },
  gru: { className: "GRU", resetAfter: true },
  "original-gru": { className: "GRU", resetAfter: false },
} as const satisfies Record<SharedCell, { readonly className: string; readonly resetAfter?: boolean }>;

/** Whether a class of Keras is a recurrent layer that Tenet has. */
export function isKerasCell(name: string): boolean {
  return Object.values(kerasCells).some(({ className }) => className === name);
}

/**
 * A recurrent layer, or the two in a Bidirectional. Undefined for any other layer. What is left out is added to `notes`.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` with the part of its configuration that makes it another layer than Tenet's.
 */
export function recurrentLayer(
  where: string,
  layer: KerasLayer,
  notes: string[],
): RecurrentLayer | undefined {
  if (isKerasCell(layer.class_name)) {
    const cell = cellOf(layer);
    checkCell(where, cell, layer, notes);
    return { cell, forward: layer };
  }
  if (layer.class_name !== "Bidirectional") return undefined;
  const [forward, backward] = wrappedIn(layer);
  if (forward === undefined || !isKerasCell(forward.class_name)) return undefined;
  const { merge_mode = "concat" } = layer.config;
  const name = `Bidirectional ${excerpt(String(layer.config.name))}`;
  if (merge_mode !== "concat")
    throw unsupported(where, `merge_mode concat of ${name}`, phrase(String(merge_mode)));
  const cell = cellOf(forward);
  checkCell(where, cell, forward, notes);
  if (backward === undefined)
    return { cell, forward, backward: { ...forward, within: of(layer, "backward") } };
  const differs = ["units", "return_sequences"].find((key) => backward.config[key] !== forward.config[key]);
  if (backward.class_name !== forward.class_name || cellOf(backward) !== cell || differs !== undefined)
    throw unsupported(where, `two layers of one kind in ${name}`, phrase(differs ?? backward.class_name));
  checkCell(where, cell, backward, notes);
  return { cell, forward, backward };
}

/** The layers in a Bidirectional. The backward one is not stated where it is a copy of the forward one, as in tfjs-layers. */
export function wrappedIn(
  wrapper: KerasLayer,
): [forward: KerasLayer | undefined, backward: KerasLayer | undefined] {
  const inner = (key: string, direction: Direction): KerasLayer | undefined => {
    const layer = wrapper.config[key] as Partial<KerasLayer> | null | undefined;
    if (typeof layer?.class_name !== "string" || typeof layer.config !== "object" || layer.config === null)
      return undefined;
    return { class_name: layer.class_name, config: layer.config, within: of(wrapper, direction) };
  };
  return [inner("layer", "forward"), inner("backward_layer", "backward")];
}

function of(wrapper: KerasLayer, direction: Direction): NonNullable<KerasLayer["within"]> {
  return { wrapper, direction };
}

/** The cell of a layer of such a class. A GRU of tfjs-layers that says nothing of it resets before the product. */
function cellOf({ class_name, config }: KerasLayer): SharedCell {
  if (class_name === "GRU") return config.reset_after === true ? "gru" : "original-gru";
  return class_name === "LSTM" ? "lstm" : "rnn";
}

function checkCell(
  where: string,
  cell: SharedCell,
  { class_name, config, within }: KerasLayer,
  notes: string[],
): void {
  const name = `${class_name} ${excerpt(String(config.name))}`;
  const wanted = {
    activation: "tanh",
    ...(cell === "rnn" ? {} : { recurrent_activation: "sigmoid" }),
  };
  for (const [key, value] of Object.entries(wanted)) {
    const stated = nameOf(config[key]);
    if (stated === value) continue;
    const got = config[key] === undefined ? phrase("none") : phrase(String(stated));
    throw unsupported(where, `${key} ${value} of ${name}`, got, "Another function would give other outputs.");
  }
  if (within?.direction === "backward" ? config.go_backwards !== true : config.go_backwards === true) {
    const [wanted, got] =
      within?.direction === "backward" ? ["backwards", "forwards"] : ["forwards", "backwards"];
    throw unsupported(where, `${name} to read ${wanted}`, phrase(`go_backwards for ${got}`));
  }
  for (const key of ["dropout", "recurrent_dropout"])
    if (Number(config[key] ?? 0) > 0)
      notes.push(`left out: the ${key} of ${config[key]} inside ${name}, which only training uses`);
}

/** Keras 3 writes a function as its name, or as an object with its name. */
export function nameOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "config" in value ? value.config : value;
}
