import { integer, type Rng } from "@tenetjs/core";

/**
 * The rule that decides which sequences over ids 0 to `symbols` - 1 are held out: those whose ids sum to `residue` modulo `symbols`. That is
 * one in `symbols`, balanced over the values at every position, and needs no list of sequences. Without a residue, none is held out.
 */
export type HeldOutRule = { readonly symbols: number; readonly residue: number | undefined };

/** Fills `ids` uniformly among the sequences that are not held out. */
export function drawTraining(rng: Rng, ids: Uint8Array, rule: HeldOutRule): void {
  drawUniform(rng, ids, rule.symbols, 0);
  if (rule.residue === undefined) return;
  const heldOut = lastOfHeldOut(ids, rule.symbols, rule.residue);
  ids[ids.length - 1] = (heldOut + 1 + integer(rng, rule.symbols - 1)) % rule.symbols;
}

/** Fills `ids` from `start` on, uniformly among the held-out sequences that begin with the ids before `start`. */
export function drawHeldOut(rng: Rng, ids: Uint8Array, rule: HeldOutRule, start = 0): void {
  drawUniform(rng, ids, rule.symbols, start);
  if (rule.residue !== undefined) ids[ids.length - 1] = lastOfHeldOut(ids, rule.symbols, rule.residue);
}

function drawUniform(rng: Rng, ids: Uint8Array, symbols: number, start: number): void {
  for (let i = start; i < ids.length; i += 1) ids[i] = integer(rng, symbols);
}

/** The last id that would make `ids` a held-out sequence, given the ids before it. */
function lastOfHeldOut(ids: Uint8Array, symbols: number, residue: number): number {
  let sum = 0;
  for (let i = 0; i < ids.length - 1; i += 1) sum += ids[i]!;
  return (residue + symbols - (sum % symbols)) % symbols;
}
