/* `pnpm parity`: measures every cell in every form on every backend, in Node and in Chromium, and writes the tables of docs/parity.md. */
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import { browserForTests } from "../browser/browser-for-tests.ts";
import { bundle } from "../browser/bundle.ts";
import { launch, openPage } from "../browser/open-page.ts";
import { serve } from "../browser/serve.ts";
import { here, type Platform } from "../scenarios/scenarios.ts";
import type { Form, StartOn } from "../scenarios/start-on.ts";
import { casesOf, cellNames } from "./cases.ts";
import { columnsOf, headingOf } from "./columns.ts";
import { parityOn } from "./parity-on.ts";
import { parityTable, putBetweenMarks, type TableColumn } from "./table.ts";

const document = join(import.meta.dirname, "../../../../docs/parity.md");

// Without these, a column could be missing from the table.
process.env.TENET_REQUIRE_WEBGPU = "1";
process.env.TENET_REQUIRE_BROWSER = "1";
await webgpuForTests();
const chromium = browserForTests();
if (!chromium.available) throw new Error(chromium.reason);

await start("cpu");
const cases = await casesOf();
const faults: string[] = [];
const adapters = new Set<string>();

const site = await bundle();
const server = await serve(site, { isolated: true });
const browser = await launch(chromium.path);
const inBrowser = `Chromium ${browser.version()}`;
const inNode = `Node ${process.versions.node}`;
try {
  const columns = await inPage((page) => page.run("fusedBackends", undefined)).then(columnsOf);
  const tables = {
    Node: await measured(inNode, columns, (column) => measure(here, column)),
    Chromium: await measured(inBrowser, columns, (column) => inPage((page) => measure(page, column))),
  };
  const content = [
    `${inNode} and ${inBrowser} on ${cpus()[0]?.model.trim()}; WebGPU on ${[...adapters].join(" and ")}.`,
    ...Object.entries(tables).map(
      ([title, table]) => `## ${title}\n\n${parityTable(cellNames, table).trim()}`,
    ),
  ].join("\n\n");
  await writeFile(document, putBetweenMarks(await readFile(document, "utf8"), content));
} finally {
  await browser.close();
  server.close();
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

type Measure = (column: Form) => ReturnType<typeof parityOn>;

/** The table's columns, measured in order: once kernels are registered in a process, no column can be composed. */
async function measured(where: string, columns: readonly Form[], measure: Measure): Promise<TableColumn[]> {
  const table: TableColumn[] = [];
  for (const column of columns) {
    const heading = headingOf(column);
    process.stderr.write(`${where}, ${heading}\n`);
    const { parity, faults: found } = await measure(column);
    table.push({ heading, parity });
    faults.push(...found.map((fault) => `${where}, ${heading}: ${fault}`));
  }
  return table;
}

async function measure(platform: Platform, column: StartOn): ReturnType<typeof parityOn> {
  const { backend, device } = await platform.run("startOn", column);
  if (backend === "webgpu") adapters.add(device);
  return parityOn(platform, cases);
}

/** The result of `use` in a new page. Errors of the page count as faults. */
async function inPage<Result>(use: (page: Platform) => Promise<Result>): Promise<Result> {
  const page = await openPage(browser, server.address);
  try {
    return await use(page.on("page"));
  } finally {
    faults.push(...page.errors);
    await page.close();
  }
}
