/*
 * `pnpm parity`: measures every cell in every form on every backend, in Node and in the browser engines, and writes the tables of
 * docs/parity.md. `--place`, `--cell` and `--column` measure a part of it, and keep the other entries.
 */
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import { webgpuForTests } from "@tenetjs/testing";
import type { Form } from "../scenarios/start-on.ts";
import { casesOf, cellNames } from "./cases.ts";
import { columnsOf, composedColumns, fusedColumns, headingOf, nodeFeatures } from "./columns.ts";
import { parityOn } from "./parity-on.ts";
import { type OpenPlace, type Place, places } from "./places.ts";
import { selectionOf } from "./selection.ts";
import { entryOf, mergedSection, type Section, type TableColumn, withSection } from "./table.ts";

const document = join(import.meta.dirname, "../../../../docs/parity.md");
const titles = places.map(({ title }) => title);

// Without these, an entry could be missing from the tables.
process.env.TENET_REQUIRE_WEBGPU = "1";
process.env.TENET_REQUIRE_BROWSER = "1";
await webgpuForTests();

const chosen = selectionOf(process.argv.slice(2), {
  places: titles,
  cells: cellNames,
  headings: columnsOf(nodeFeatures).map(headingOf),
});
await start("cpu");
const cases = await casesOf(chosen.cells);
const faults: string[] = [];

// Each place is written when it is done, so that little is lost when a run is stopped.
for (const place of places.filter(({ title }) => chosen.places.includes(title))) {
  const measured = await measure(place);
  const headings = columnsOf(place.features).map(headingOf);
  const before = await readFile(document, "utf8");
  const merge = (kept: Section | undefined) => mergedSection(headings, cellNames, kept, measured);
  await writeFile(document, withSection(before, titles, place.title, cellNames, merge));
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The chosen columns of a place. In Node, no column can be composed once kernels are registered, so those are measured first. */
async function measure({ features, open }: Place): Promise<Section> {
  const place = await open();
  const adapters = new Set<string>();
  try {
    const measured = async (forms: readonly Form[]) => {
      const columns: TableColumn[] = [];
      for (const form of forms.filter((form) => chosen.chooses(headingOf(form))))
        columns.push(await measureColumn(place, form, adapters));
      return columns;
    };
    const columns = [
      ...(await measured(composedColumns(features))),
      ...(await measured(fusedColumns(features))),
    ];
    const onGpu = adapters.size === 0 ? "" : `, with WebGPU on ${[...adapters].join(" and ")}`;
    return { remarks: [`${place.version} on ${cpus()[0]?.model.trim()}${onGpu}.`], columns };
  } finally {
    await place.close();
  }
}

/** Adds WebGPU's adapter to `adapters`. */
async function measureColumn(place: OpenPlace, form: Form, adapters: Set<string>): Promise<TableColumn> {
  const heading = headingOf(form);
  const name = `${place.version}, ${heading}`;
  process.stderr.write(`${name}\n`);
  const { parity, faults: found } = await place.on(async (platform) => {
    const { backend, device } = await platform.run("startOn", form);
    if (backend === "webgpu") adapters.add(device);
    return parityOn(platform, cases);
  });
  faults.push(...found.map((fault) => `${name}: ${fault}`));
  const entries = Object.entries(parity).map(([cell, found]) => [cell, entryOf(found)]);
  return { heading, entries: Object.fromEntries(entries) };
}
