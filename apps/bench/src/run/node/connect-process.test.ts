import { expect, test } from "vitest";
import { answerWithin } from "../connection.ts";
import { connectProcess } from "./connect-process.ts";

const work = { ask: "work", milliseconds: 0 } as const;

test("a program's replies are read, and other output is ignored", async () => {
  const connection = connectScript(`
    console.log("A greeting");
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      console.log(JSON.stringify({ times: [JSON.parse(line).milliseconds + 1] }));
    });`);
  expect(await connection.ask(work)).toEqual({ times: [1] });
  expect(await connection.ask({ ask: "work", milliseconds: 6 })).toEqual({ times: [7] });
  connection.stop();
});

test("a program that ends is reported with its exit code and its last line of output", async () => {
  const connection = connectScript(
    `process.stdin.once("data", () => { console.error("too hot"); process.exit(3); });`,
  );
  await expect(connection.ask(work)).rejects.toThrow("it ended with code 3: too hot");
});

test("a program that does not exist is reported", async () => {
  const connection = connectProcess({ command: "/no/such/program", args: [] });
  await expect(connection.ask(work)).rejects.toThrow("ENOENT");
});

test("a reply that is not JSON is reported", async () => {
  const connection = connectScript(`process.stdin.once("data", () => console.log("{ nonsense"));`);
  await expect(connection.ask(work)).rejects.toThrow("its reply is not JSON: { nonsense");
  connection.stop();
});

test("a program in an endless loop is stopped", async () => {
  const connection = connectScript("for (;;);");
  await expect(answerWithin(connection, work, "times", 100)).rejects.toThrow("it did not work within 0.1 s");
  await expect(connection.ask(work)).rejects.toThrow("it ended with SIGKILL");
});

function connectScript(script: string) {
  return connectProcess({ command: process.execPath, args: ["-e", script] });
}
