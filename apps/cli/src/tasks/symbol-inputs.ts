/** How a dataset encodes symbols, and the kind of input layer that reads them. */
export type SymbolInputs<Encoding extends string> = {
  readonly encoding: Encoding | "ids";
  readonly kind: "embedding" | "vector";
};

/** How symbols are encoded and read with a value of `--encoding`: ids for an embedding, else vectors. */
export function symbolInputs<Encoding extends string>(
  chosen: Encoding | "embedding",
): SymbolInputs<Exclude<Encoding, "embedding">> {
  return chosen === "embedding"
    ? { encoding: "ids", kind: "embedding" }
    : { encoding: chosen as Exclude<Encoding, "embedding">, kind: "vector" };
}
