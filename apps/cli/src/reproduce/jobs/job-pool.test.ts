import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("a program waits for processes of the pool that are slow to end", async () => {
  const program = fileURLToPath(new URL("./pool-user.test.fixture.ts", import.meta.url));
  // They take no notice of the request to end, and are killed a second later.
  const deaf = "--import=data:text/javascript,process.on('SIGTERM',()=>{})";
  const { stdout } = await run(process.execPath, ["--conditions=@tenetjs/source", program], {
    env: { ...process.env, NODE_OPTIONS: deaf },
  });
  expect(stdout).toBe("ended\n");
});
