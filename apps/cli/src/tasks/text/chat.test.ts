import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VocabularyData } from "@tenetjs/datasets";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withFault } from "../../faults/failing-files.test.support.ts";
import { type Outcome, tenet } from "../../terminal/tenet.test.fixture.ts";
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

test("with --pseudonymise, no file of the run has a name, a number, or the name or path of the export", async () => {
  const named = join(directory, "WhatsApp Chat with Quirinus Zed.txt");
  await writeFile(named, chat);
  const out = join(directory, "hidden");
  const small = ["--layers", "1", "--hidden", "16", "--window", "10", "--batch", "8", "--backend", "wasm"];
  const train = (...options: readonly string[]) =>
    tenet("train", "chat", named, "--pseudonymise", "--backend", "wasm", "--steps", "2", ...options);
  const trained = await train(...small, "--out", out);
  expect(trained.errors).toContain("chat: 40 messages of 2 people");
  const run = JSON.parse(await readFile(join(out, "run.json"), "utf8")) as TextRun;
  expect(run.task).toBe("chat");
  expect(run.options).toMatchObject({ pseudonymise: true, dateOrder: "day-first" });
  expect(run.data.sources).toEqual([expect.objectContaining({ name: "chat", origin: { kind: "hidden" } })]);
  const { tokens } = run.vocabulary as Extract<VocabularyData, { tokens: unknown }>;
  // Of "Ann", "Ben" and "Person": the messages have no other P, and no other B.
  expect(tokens).toContain("P");
  expect(tokens).not.toContain("B");
  expect(tokens.filter((token) => /\d/.test(token)).sort()).toEqual(["1", "2"]);
  for (const file of await readdir(out)) {
    const contents = await readFile(join(out, file), "latin1");
    expect([file, contents.match(/Quirinus|Ann|Ben|12345678/)]).toEqual([file, null]);
    expect([file, contents.includes(named)]).toEqual([file, false]);
  }
  const nameless = await tenet("resume", out, "--steps", "3", "--backend", "wasm");
  expect(nameless.exitCode).toBe(2);
  expect(nameless.message).toContain(`Pass it again: tenet resume ${out} FILE.`);
  expect(await tenet("resume", out, named, "--steps", "3", "--backend", "wasm")).toMatchObject({
    exitCode: 0,
    message: "",
  });
  // The command that goes on after a failure is recorded, and so leaves open the name of the export.
  const fault = { kind: "rename", nth: 3, code: "EIO", directory: out } as const;
  let failed: Outcome | undefined;
  await withFault(fault, async () => {
    failed = await tenet("resume", out, named, "--steps", "5", "--save-every", "1", "--backend", "wasm");
  });
  expect(failed?.message).toMatch(new RegExp(`continue with: tenet resume ${out} FILE --steps 5$`));
  const recorded = await readFile(join(out, "metrics.jsonl"), "utf8");
  expect(recorded).toContain(`"resume":"tenet resume ${out} FILE --steps 5"`);
  expect(recorded).not.toContain("Quirinus");
  const unread = await tenet("eval", out, "--backend", "wasm");
  expect(unread.message).toContain("pass the export with --training-text");
  const evaluated = await tenet("eval", out, "--training-text", named, "--json", "--backend", "wasm");
  expect(JSON.parse(evaluated.text)).toMatchObject({ baseline: { order: 6 } });
  const options = ["--training-text", named, "--memorisation", "--json", "--length", "20"];
  const sampled = await tenet("sample", out, ...options, "--backend", "wasm");
  expect(JSON.parse(sampled.text)).toHaveProperty("memorisation.longest.text");

  const second = join(directory, "second");
  const further = await train("--init-from", out, ...small, "--out", second);
  expect(further.message).toBe("");
  const { data } = JSON.parse(await readFile(join(second, "run.json"), "utf8")) as TextRun;
  expect(data.initialWeights).toEqual({ path: null, sha256: expect.any(String) });
});

test("with --pseudonymise, a line that looks like a message and cannot be read is an error; without, it is told", async () => {
  const torn = join(directory, "torn.txt");
  await writeFile(torn, `${chat}[31/02/24, 14:07:00] Quirinus Zed: hi\n`);
  const args = [
    "train",
    "chat",
    torn,
    "--layers",
    "1",
    "--hidden",
    "8",
    "--batch",
    "2",
    "--window",
    "10",
    "--backend",
    "cpu",
  ];
  const refused = await tenet(...args, "--pseudonymise", "--steps", "1");
  expect(refused.exitCode).toBe(2);
  expect(refused.message).toContain("line 41 looks like the start of a message and cannot be read");
  const told = await tenet(...args, "--steps", "1");
  expect(told.errors).toContain("torn: line 41 is read as text, not as a message");
});

test("the zip archive that WhatsApp shares is read, and another one is refused", async () => {
  const archive = join(directory, "WhatsApp Chat - Ben.zip");
  await writeFile(archive, Buffer.from(zip, "base64"));
  const small = [
    "--layers",
    "1",
    "--hidden",
    "8",
    "--batch",
    "2",
    "--window",
    "10",
    "--backend",
    "cpu",
    "--steps",
    "1",
  ];
  const { exitCode, errors } = await tenet("train", "chat", archive, ...small);
  expect(exitCode).toBe(0);
  expect(errors).toContain("WhatsApp Chat - Ben: 28 messages of 2 people, 2024-03-01 to 2024-03-28");
  const text = await tenet("train", "text", archive, ...small);
  expect(text.exitCode).toBe(2);
  expect(text.message).toContain(
    "expected a text in UTF-8, got a zip archive. Save or unpack it as text in UTF-8.",
  );
  await writeFile(archive, Buffer.from(zip, "base64").subarray(0, 200));
  const damaged = await tenet("train", "chat", archive, ...small);
  expect(damaged.exitCode).toBe(2);
  expect(damaged.message).toContain(`${archive}: expected a zip archive, got a damaged one`);
});

/** An archive with a `_chat.txt` of 28 messages. */
const zip =
  "UEsDBBQAAAAIAAAAZVgPUhWbnAAAACQFAAAJAAAAX2NoYXQudHh0ldExCoNAEIXhPpA7zAECzptdXd0mmGuIhcVCKgOJKXJ7+4EMvP7nb75F0WnqLN8EuWqpilXmfa8yv5v8Xl/ZDjmeTT5tu18vi5rLbZVH+58nl6f4nl2e43vv8j6+Dy4f4ntxeYnvo8vH+D65fArvUJdreAenCk4VnCo4VXCq4FTBqYJTBadqnKpxqsapGqdqnKpxqsapGqdqlOoJUEsBAhQDFAAAAAgAAABlWA9SFZucAAAAJAUAAAkAAAAAAAAAAAAAAIABAAAAAF9jaGF0LnR4dFBLBQYAAAAAAQABADcAAADDAAAAAAA=";

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
  expect(none.message).toMatch(/letter\.txt: expected a WhatsApp export.*Dear all,/);
  const unknown = join(directory, "unknown.txt");
  await writeFile(unknown, "2024-03-05 zorp 2:07 - Ann: x\n".repeat(3));
  const clock = await tenet("train", "chat", unknown, "--backend", "wasm");
  expect(clock.exitCode).toBe(2);
  expect(clock.message).toMatch(/unknown\.txt: .*known locale.* line 1, got .*the words "zorp"/);
  const quiet = join(directory, "quiet.txt");
  await writeFile(quiet, "[05/03/24, 14:07:09] Ann: \u200Eimage omitted\n".repeat(5));
  const media = await tenet("train", "chat", quiet, "--backend", "wasm");
  expect(media.exitCode).toBe(2);
  expect(media.message).toContain("5 messages, none of them text");
});
