import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const require = createRequire(import.meta.url);
const own = dirname(dirname(require.resolve("@tensorflow/tfjs-core")));

let directory: string;
let copy: string;
beforeAll(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), "tenet-copies-")));
  copy = join(directory, "node_modules/@tensorflow/tfjs-core");
  await mkdir(join(copy, "dist"), { recursive: true });
  const file = "dist/tf-core.node.js";
  await cp(join(own, file), join(copy, file));
  await writeFile(join(copy, "package.json"), JSON.stringify({ version: "4.21.0", main: file }));
  // What tfjs-core itself requires.
  await symlink(dirname(dirname(own)), join(copy, "node_modules"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The message of `start`, or "started", in a program that runs `before` and `after` the import of this package. */
async function started({ before = "", after = "" }): Promise<string> {
  const program = `
    const require = process.getBuiltinModule("node:module").createRequire(${JSON.stringify(join(directory, "program.js"))});
    ${before}
    const { start } = await import(${JSON.stringify(join(import.meta.dirname, "index.ts"))});
    ${after}
    console.log(await start("cpu").then(() => "started", ({ code, message }) => code + " " + message));
  `;
  const node = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: import.meta.dirname });
  return stdout.trim();
}

const load = `require("@tensorflow/tfjs-core");`;
/** Without the list of loaded files, which only Node has, as in a page. */
const forget = `for (const file of Object.keys(require.cache)) if (file.startsWith(${JSON.stringify("DIRECTORY")})) delete require.cache[file];`;
const forgetCopy = () => forget.replace("DIRECTORY", directory);

test("one copy of tfjs-core is enough", async () => {
  expect(await started({})).toBe("started");
});

test("a second copy is refused with the versions and the folders of both, whichever comes first", async () => {
  for (const program of [{ before: load }, { after: load }]) {
    const message = await started(program);
    expect(message).toMatch(
      /^TFJS_COPIES start: expected one copy of @tensorflow\/tfjs-core in the program, got 2: /,
    );
    expect(message).toContain(`4.22.0 in ${own}`);
    expect(message).toContain(`4.21.0 in ${copy}`);
    expect(message).toContain("npm dedupe");
  }
});

test("where the loaded files are not known, the order of the two copies is told", async () => {
  expect(await started({ before: load + forgetCopy() })).toContain(
    "got another one that was loaded before version 4.22.0.",
  );
  expect(await started({ after: load + forgetCopy() })).toContain(
    "got another one that was loaded after version 4.22.0.",
  );
});
