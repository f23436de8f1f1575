import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TenetError } from "@tenetjs/core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSettings } from "./read-settings.ts";
import { noSettings } from "./settings.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-settings-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const write = (name: string, value: unknown) =>
  writeFile(join(directory, name), typeof value === "string" ? value : JSON.stringify(value));

test("settings are read from tenet.config.json, or from package.json", async () => {
  expect(readSettings(directory)).toEqual(noSettings);
  await write("package.json", { name: "mine", dependencies: { tenet: "1" } });
  expect(readSettings(directory)).toEqual(noSettings);
  await write("package.json", { tenet: { sample: { count: 2 } } });
  expect(readSettings(directory)).toEqual({
    file: '"tenet" in package.json',
    sections: { sample: { count: 2 } },
  });
  await write("package.json", {});
  await write("tenet.config.json", { "train text": { hidden: 7 } });
  expect(readSettings(directory)).toEqual({
    file: "tenet.config.json",
    sections: { "train text": { hidden: 7 } },
  });
});

test("those of the nearest directory count", async () => {
  const below = join(directory, "a", "b");
  await mkdir(below, { recursive: true });
  await write("tenet.config.json", { sample: { count: 2 } });
  expect(readSettings(below)).toEqual({
    file: join("..", "..", "tenet.config.json"),
    sections: { sample: { count: 2 } },
  });
  await write(join("a", "tenet.config.json"), {});
  expect(readSettings(below)).toEqual({ file: join("..", "tenet.config.json"), sections: {} });
});

test("a package.json without settings may be anything", async () => {
  await write("package.json", "// no JSON");
  expect(readSettings(directory)).toEqual(noSettings);
});

test.each([
  ["{", /^tenet\.config\.json: expected JSON, got /],
  [[], /^tenet\.config\.json: expected an object with the names of commands, got \[\]\./],
  [{ trian: {} }, /expected the name of a command, got "trian"\. The commands are demo, train, .*train text/],
  [{ train: 3 }, /expected "train" to be an object of options, got 3\./],
])("%j is refused", async (value, message) => {
  await write("tenet.config.json", value);
  expect(() => readSettings(directory)).toThrow(message);
});

test("settings in both files are refused", async () => {
  await write("tenet.config.json", {});
  await write("package.json", { tenet: {} });
  expect(() => readSettings(directory)).toThrow(
    /^tenet\.config\.json: expected no "tenet" in package\.json beside it, got both\. Keep one/,
  );
});

test("any file is read as it is, or refused by its name", async () => {
  const sections = fc.dictionary(fc.constantFrom("train", "train text", "sample", "other"), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.json(),
        sections.map((value) => JSON.stringify(value)),
      ),
      async (text) => {
        await write("tenet.config.json", text);
        try {
          expect(readSettings(directory)).toEqual({ file: "tenet.config.json", sections: JSON.parse(text) });
        } catch (error) {
          expect(error).toBeInstanceOf(TenetError);
          expect(error).toMatchObject({
            code: "BAD_CONFIG",
            message: expect.stringMatching(/^tenet\.config\.json: /),
          });
        }
      },
    ),
  );
});
