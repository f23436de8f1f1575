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

test("with --curriculum the delay grows as the network learns", async () => {
  const task = ["--items", "1", "--symbols", "2", "--delay", "12", "--curriculum", "--cell", "gru"];
  const learn = ["--learning-rate", "0.02", "--hidden", "24", "--steps", "200", "--report-every", "20"];
  const { events } = await tenet("train", "copy", ...small, ...task, ...learn, "--json");
  const lengths = events().flatMap(({ event, length }) => (event === "step" ? [length] : []));
  expect(lengths[0]).toBe(10);
  expect(lengths.at(-1)).toBe(12);
});
