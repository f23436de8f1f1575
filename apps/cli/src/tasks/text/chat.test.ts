import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VocabularyData } from "@tenetjs/datasets";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tenet } from "../../terminal/tenet.test.fixture.ts";
import { taskContract } from "../task-contract.test.fixture.ts";
import type { TextRun } from "./text-run.ts";

let directory: string;
let export_: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-chat-"));
  export_ = join(directory, "_chat.txt");
  await writeFile(export_, chat);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Forty days of two people. Some days are above 12, so that the order of the dates can be detected. */
const chat = Array.from({ length: 40 }, (_, index) => {
  const day = String((index % 28) + 1).padStart(2, "0");
  const month = index < 28 ? "03" : "04";
  const [author, said] =
    index % 2 === 0 ? ["Ann", "Are you at the sea, Ben?"] : ["Ben", "No, at the mill: call +31 6 12345678"];
  return `[${day}/${month}/24, 14:07:0${index % 10}] ${author}: ${said}\n`;
}).join("");

taskContract("chat", {
  names: async (directory) => {
    const path = join(directory, "_chat.txt");
    await writeFile(path, chat);
    return [path];
  },
  options: ["--layers", "1", "--hidden", "16", "--window", "10", "--batch", "8", "--sample-every", "0"],
  changed: ["--date-order", "month-first"],
});

const train = (...args: string[]) =>
  tenet(
    ...["train", "chat", export_, "--layers", "1", "--hidden", "16", "--window", "10", "--batch", "8"],
    ...["--backend", "wasm", ...args],
  );

test("reports the messages, people and date order of the export, and the evidence for that order", async () => {
  const { exitCode, errors, events } = await train("--steps", "2", "--json");
  expect(exitCode).toBe(0);
  expect(errors).toContain("_chat: 40 messages of 2 people, 2024-03-01 to 2024-04-12; day first:");
  expect(errors).toContain("the first number is above 12 in 16 dates");
  expect(events().at(-1)).toMatchObject({ event: "done", step: 2 });
});

test("--date-order sets the order of day and month", async () => {
  const { errors } = await train("--steps", "1", "--date-order", "month-first");
  expect(errors).toContain("month first: set by an option");
});

test("names and numbers are replaced before training, and again on resume", async () => {
  const out = join(directory, "hidden");
  await train("--pseudonymise", "--steps", "2", "--out", out);
  const run = JSON.parse(await readFile(join(out, "run.json"), "utf8")) as TextRun;
  expect(run.task).toBe("chat");
  expect(run.options).toMatchObject({ pseudonymise: true, dateOrder: "day-first" });
  const { tokens } = run.data.vocabulary as Extract<VocabularyData, { tokens: unknown }>;
  // Of "Ann", "Ben" and "Person": the messages have no other P, and no other B.
  expect(tokens).toContain("P");
  expect(tokens).not.toContain("B");
  expect(tokens.filter((token) => /\d/.test(token)).sort()).toEqual(["1", "2"]);
  const resumed = await tenet("resume", out, "--steps", "3", "--backend", "wasm");
  expect(resumed).toMatchObject({ exitCode: 0, message: "" });
});

test("the defaults are three layers of 256 and windows of 120", async () => {
  const { lines } = await tenet("train", "chat", "--help");
  const help = lines.join(" ").replace(/\s+/g, " ");
  for (const said of ["layers (default: 3)", "layer (default: 256)", "back (default: 120)"])
    expect(help).toContain(said);
});

test("a file that is not a chat, and a chat without text, are reported", async () => {
  const letter = join(directory, "letter.txt");
  await writeFile(letter, "Dear all,\nno dates here.\n".repeat(10));
  const none = await tenet("train", "chat", letter, "--backend", "wasm");
  expect(none.exitCode).toBe(2);
  expect(none.message).toMatch(/letter\.txt: readChat: expected a WhatsApp export.*Dear all,/);
  const quiet = join(directory, "quiet.txt");
  await writeFile(quiet, "[05/03/24, 14:07:09] Ann: \u200Eimage omitted\n".repeat(5));
  const media = await tenet("train", "chat", quiet, "--backend", "wasm");
  expect(media.exitCode).toBe(2);
  expect(media.message).toContain("5 messages, none of them text");
});
