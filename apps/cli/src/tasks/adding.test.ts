import { expect, test } from "vitest";
import { type Event, tenet } from "../terminal/tenet.test.fixture.ts";
import { taskContract } from "./task-contract.test.fixture.ts";

const small = ["--length", "4", "--hidden", "16", "--batch", "32", "--backend", "wasm"];

taskContract("adding", { options: small, changed: ["--length", "5"] });

test("a network learns to add, with the squared error as its loss", async () => {
  const learn = ["--cell", "gru", "--learning-rate", "0.02", "--steps", "120"];
  const { events } = await tenet("train", "adding", ...small, ...learn, "--json");
  const { heldOut, chance } = events().at(-1) as Event;
  expect(chance).toEqual({ loss: 1 / 6, accuracy: expect.closeTo(0.1536, 6) });
  expect(heldOut.loss).toBeLessThan(chance.loss / 5);
  expect(heldOut.accuracy).toBeGreaterThan(2 * chance.accuracy);
});

test("with --curriculum it begins with ten numbers", async () => {
  const { events } = await tenet(
    "train",
    "adding",
    ...small,
    "--length",
    "12",
    "--curriculum",
    "--steps",
    "2",
    "--json",
  );
  expect(events().at(-1)).toMatchObject({ event: "done", length: 10 });
});
