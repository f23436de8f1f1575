import { expect, test } from "vitest";
import { type Event, tenet } from "../terminal/tenet.test.fixture.ts";
import { taskContract } from "./task-contract.test.fixture.ts";

const small = ["--length", "6", "--hidden", "16", "--batch", "32", "--backend", "wasm"];

taskContract("parity", { options: small, changed: ["--length", "5"] });

test("a network learns the parity of six bits", async () => {
  const learn = ["--cell", "rnn", "--learning-rate", "0.01", "--steps", "200"];
  const { events } = await tenet("train", "parity", ...small, ...learn, "--json");
  const { heldOut, chance } = events().at(-1) as Event;
  expect(chance).toEqual({ loss: Math.log(2), accuracy: 0.5 });
  expect(heldOut.accuracy).toBeGreaterThan(0.9);
});
