import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultIn, type ProbeLine } from "./compare-results.ts";
import { findVerdict } from "./find-verdict.ts";
import { type Probed, probe } from "./probe.ts";
import { canRevectorize } from "./turn-on-revectorization.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tenet-revectorization-"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const line = (build: ProbeLine["build"], ...values: number[]): ProbeLine => ({
  build,
  results: { "a product": Buffer.from(Float32Array.from(values).buffer).toString("base64") },
});

describe("the comparison", () => {
  const plain = [line("strict", 1, Number.NaN), line("relaxed", 1, Number.NaN)];

  test("accepts the same bits", () => {
    const values = [line("strict", 1, -0), line("relaxed", 1.000001, 0)];
    expect(faultIn(values, values)).toBeUndefined();
  });

  test("finds a value that differs in one bit, in either build, and one that is missing", () => {
    const [strict, relaxed] = plain as [ProbeLine, ProbeLine];
    expect(faultIn(plain, [line("strict", 1 + 2 ** -23, Number.NaN), relaxed])).toBe(
      "a product differs in the strict build",
    );
    expect(faultIn(plain, [strict, line("relaxed", 1, 0)])).toBe("a product differs in the relaxed build");
    expect(faultIn(plain, [strict])).toBe("a product differs in the relaxed build");
  });

  test("finds relaxed values that are far from the strict ones", () => {
    const values = [line("strict", 1), line("relaxed", 1.001)];
    expect(faultIn(values, values)).toMatch(/^a product of the relaxed build is far/);
  });
});

describe("the probe", () => {
  const program = async (name: string, text: string) => {
    const file = join(directory, `${name}.mjs`);
    await writeFile(file, text);
    return file;
  };

  test.skipIf(!canRevectorize())("finds the kernels sound in this Node", async () => {
    // Where the program of the last test looks for the verdict.
    expect(await findVerdict({ cacheDir: join(directory, "tenet") })).toEqual({ sound: true });
  });

  test("reports another value, a crash, a hang, and a program that cannot run", async () => {
    const write = `process.stdout.write(JSON.stringify({ build: "strict", results: { x: process.argv[2] } }))`;
    const [other, crash, hang, broken] = await Promise.all([
      probe({ program: await program("other", write) }),
      probe({
        program: await program("crash", `if (process.argv[2] === "plain") ${write}; else process.abort();`),
      }),
      probe({
        program: await program(
          "hang",
          `if (process.argv[2] === "plain") ${write}; else setInterval(() => {}, 1e6);`,
        ),
        atLeast: 500,
      }),
      probe({ program: join(directory, "none.mjs") }),
    ]);
    expect(other).toEqual({ sound: false, reason: "in the probe, x differs in the strict build" });
    expect(crash).toEqual({
      sound: false,
      reason: expect.stringMatching(/^the probe with it failed \(.+\)$/),
    });
    expect(hang).toMatchObject({ sound: false, late: true });
    expect(broken).toEqual({ sound: false, reason: "the probe could not run (exit code 1)" });
  });
});

describe("the verdict", () => {
  const counted = (verdict: Probed, cacheDir: string) => {
    const calls: string[] = [];
    const find = () =>
      findVerdict({
        cacheDir,
        onProbe: () => calls.push("told"),
        probe: async () => {
          calls.push("probed");
          return verdict;
        },
      });
    return { calls, find };
  };

  test("is cached as one file, which later calls read", async () => {
    const cacheDir = join(directory, "cached", "deep");
    const first = counted({ sound: false, reason: "a reason" }, cacheDir);
    expect(await first.find()).toEqual({ sound: false, reason: "a reason" });
    expect(first.calls).toEqual(["told", "probed"]);
    const second = counted({ sound: true }, cacheDir);
    expect(await second.find()).toEqual({ sound: false, reason: "a reason" });
    expect(second.calls).toEqual([]);
    const files = await readdir(cacheDir);
    expect(files).toEqual([expect.stringMatching(/^revectorization-[0-9a-f]{16}\.json$/)]);
    expect(JSON.parse(await readFile(join(cacheDir, files[0] as string), "utf8"))).toMatchObject({
      sound: false,
    });
  });

  test("is found again where the file is damaged, or a slow probe was yesterday", async () => {
    const cacheDir = join(directory, "renewed");
    const late = counted({ sound: false, reason: "slow", late: true }, cacheDir);
    await late.find();
    const file = join(cacheDir, (await readdir(cacheDir))[0] as string);
    const sound = counted({ sound: true }, cacheDir);
    expect(await sound.find()).toMatchObject({ sound: false });
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    await utimes(file, yesterday, yesterday);
    expect(await sound.find()).toEqual({ sound: true });
    await writeFile(file, `{"sound":`);
    expect(await sound.find()).toEqual({ sound: true });
    expect(sound.calls).toHaveLength(4);
  });

  test("holds without a cache that can be written", async () => {
    const file = join(directory, "a-file");
    await writeFile(file, "");
    expect(await counted({ sound: true }, file).find()).toEqual({ sound: true });
  });
});

test("a program that imports the fast entry first computes with revectorisation, or says why not", async () => {
  const program = `
    import { revectorization } from "@tenetjs/kernels/fast";
    import { wasmForm } from "@tenetjs/kernels";
    console.log(JSON.stringify({ revectorization, form: wasmForm() }));
  `;
  const { stdout } = spawnSync(
    process.execPath,
    ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program],
    { cwd: import.meta.dirname, encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: directory } },
  );
  const { revectorization, form } = JSON.parse(stdout);
  expect(form.revectorized).toBe(revectorization.on);
  if (!canRevectorize()) expect(revectorization.reason).toContain("Node 24");
});
