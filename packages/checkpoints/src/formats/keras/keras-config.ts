import { expectedField, phrase, wordedIssue } from "@tenetjs/core/internals";
import { array, looseObject, nullish, object, picklist, record, safeParse, string, unknown } from "valibot";
import type { Corrupt } from "../../corrupt.ts";
import { unsupported } from "../network-parts.ts";
import type { KerasLayer } from "./keras-cells.ts";

const layer = looseObject({
  class_name: string(),
  config: record(string(), unknown()),
  inbound_nodes: nullish(array(unknown())),
});

const modelSchema = object({
  class_name: picklist(["Sequential", "Functional", "Model"]),
  config: looseObject({ layers: array(layer) }),
});

/**
 * The layers of a model's configuration, one after another.
 *
 * @throws {TenetError} `CHECKPOINT_CORRUPT` with the field at fault; `FORMAT_UNSUPPORTED` for a functional model whose layers are no chain.
 */
export function layersOfConfig(where: string, config: unknown, corrupt: Corrupt): KerasLayer[] {
  const { success, output, issues } = safeParse(modelSchema, config, { message: wordedIssue });
  if (!success) throw corrupt(expectedField(issues[0], "the configuration"), issues[0].input);
  const { class_name, config: model } = output;
  if (class_name !== "Sequential") checkChain(where, model.layers);
  return model.layers;
}

/** Each layer of a functional model names those that it reads. */
function checkChain(where: string, layers: readonly (KerasLayer & { inbound_nodes?: unknown })[]): void {
  let before: unknown;
  for (const { config, inbound_nodes } of layers) {
    const read = Array.from(
      JSON.stringify(inbound_nodes ?? []).matchAll(/"keras_history":\["([^"]*)"/g),
      ([, name]) => name,
    );
    const expected = before === undefined ? [] : [before];
    if (JSON.stringify(read) !== JSON.stringify(expected)) {
      const got = phrase(`${String(config.name)}, which reads ${read.join(" and ") || "nothing"}`);
      throw unsupported(where, "a functional model whose layers read each other in a row", got);
    }
    before = config.name;
  }
}
