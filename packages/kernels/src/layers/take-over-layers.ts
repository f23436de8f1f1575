import { serialization, type Tensor } from "@tensorflow/tfjs-core";
import { fusedCall } from "./fused-call.ts";
import type { CallOptions, RecurrentLayer } from "./recurrent-layer.ts";

/** The classes of tfjs-layers whose sequences the fused scan runs where it can. */
export const recurrentClasses = ["LSTM", "GRU", "SimpleRNN"] as const;

/**
 * Makes tfjs-layers' recurrent layers run the fused scan, where their options allow. tfjs-layers is not imported: its classes register themselves with
 * tfjs-core, from where they are taken, whether it is loaded before or after.
 */
export function takeOverLayers(): void {
  const { SerializationMap } = serialization;
  const known = SerializationMap.getMap().classNameMap;
  for (const name of recurrentClasses) {
    const found = known[name]?.[0];
    if (found !== undefined) takeOver(found);
  }
  const register = SerializationMap.register as (registered: object) => void;
  SerializationMap.register = (registered) => {
    register.call(SerializationMap, registered);
    if ((recurrentClasses as readonly string[]).includes(registered.className)) takeOver(registered);
  };
}

const taken = new WeakSet<object>();

function takeOver({ prototype }: { readonly prototype: unknown }): void {
  const layer = prototype as RecurrentLayer;
  if (taken.has(layer)) return;
  taken.add(layer);
  const original = layer.call;
  Object.defineProperty(layer, "call", {
    configurable: true,
    writable: true,
    value(this: RecurrentLayer, inputs: Tensor | readonly Tensor[], options?: CallOptions | null) {
      return fusedCall(this, inputs, options ?? {}) ?? original.call(this, inputs, options);
    },
  });
}
