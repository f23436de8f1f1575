import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sweepJsonSchema } from "./json-schema.test.support.ts";

test("the JSON schema for editors is that of the form and of the options (pnpm options writes it)", async () => {
  const file = join(import.meta.dirname, "../../../schema/sweep.schema.json");
  const schema = await sweepJsonSchema();
  expect(readFileSync(file, "utf8")).toBe(schema);
  const { properties, required } = JSON.parse(schema);
  expect(required).toEqual(["task"]);
  expect(properties.options.properties.hidden).toEqual({
    description: "hidden size: units per layer (integer of at least 1)",
    type: "number",
  });
  expect(properties.axes.properties.hidden.anyOf).toHaveLength(2);
  expect(properties.axes.properties.cell.items.enum).toContain("lstm");
  expect(properties.axes.properties).not.toHaveProperty("init-from");
});
