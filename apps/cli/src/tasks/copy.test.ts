import { expect, test } from "vitest";
import { type Event, tenet } from "../terminal/tenet.test.fixture.ts";
import { taskContract } from "./task-contract.test.fixture.ts";

const small = ["--delay", "3", "--items", "2", "--hidden", "16", "--batch", "32", "--backend", "wasm"];

taskContract("copy", { options: small, changed: ["--delay", "4"] });

test("a network learns to copy a symbol, with one-hot vectors and with embeddings", async () => {
  for (const encoding of ["one-hot", "embedding"]) {
    const learn = ["--items", "1", "--symbols", "4", "--learning-rate", "0.03", "--encoding", encoding];
    const { events } = await tenet("train", "copy", ...small, ...learn, "--steps", "100", "--json");
    const { heldOut, chance } = events().at(-1) as Event;
    expect(chance.accuracy).toBeCloseTo((3 + 1 + 1 / 4) / 5, 10);
    expect(heldOut.accuracy).toBeGreaterThan(0.95);
    expect(heldOut.loss).toBeLessThan(chance.loss / 2);
  }
});
