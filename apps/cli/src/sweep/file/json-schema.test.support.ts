import { toJsonSchema } from "@valibot/to-json-schema";
import { keyIn, type OptionTable } from "../../options/option.ts";
import { toggle } from "../../options/value-types.ts";
import { allTasks } from "../../tasks/all-tasks.ts";
import { sweepForm } from "./sweep-form.ts";
import { sweptOptions } from "./swept-options.ts";

type JsonSchema = {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items: JsonSchema;
};

/**
 * The JSON schema of sweep files, as text: their form, and in it the options of all tasks with their help. An editor completes them and marks what is wrong. Which
 * task has which options is checked by `tenet sweep`.
 */
export async function sweepJsonSchema(): Promise<string> {
  const { $schema, ...form } = toJsonSchema(sweepForm, { typeMode: "input", errorMode: "ignore" });
  const { properties, ...rest } = form as unknown as JsonSchema;
  const options = await knownOptions();
  const steps = { steps: { type: "integer", minimum: 1, description: "training steps of each trial" } };
  const { options: shared, axes, points, ...others } = properties as Record<string, JsonSchema>;
  const schema = {
    $schema,
    title: "A sweep of tenet",
    ...rest,
    properties: {
      ...others,
      options: known(shared, { ...steps, ...options }),
      axes: known(
        axes,
        Object.fromEntries(
          Object.entries(options).map(([key, { description, ...value }]) => {
            const list = { type: "array", items: value, minItems: 1 };
            const isNumber = [value.type].flat().includes("number");
            return [key, { description, ...(isNumber ? { anyOf: [list, rangeOf(axes)] } : list) }];
          }),
        ),
      ),
      points: { ...points, items: known(points?.items, options) },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** A record as an object with the properties `properties` and no others. */
function known(record: JsonSchema | undefined, properties: object) {
  return { ...record, additionalProperties: false, properties };
}

/** The form of a range among that of the values of an axis. */
function rangeOf(axes: JsonSchema | undefined): unknown {
  const { anyOf = [] } = (axes?.additionalProperties ?? {}) as { anyOf?: readonly { type?: string }[] };
  return anyOf.find(({ type }) => type === "object");
}

/** The options of all tasks that a sweep may set. */
async function knownOptions() {
  const entries = (await allTasks()).flatMap((task) =>
    Array.from(sweptOptions(task).values(), ({ option }) => [keyIn(option), valueSchema(option)] as const),
  );
  return Object.fromEntries(entries);
}

type ValueSchema = {
  readonly description: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
};

function valueSchema({ type, help }: OptionTable[string]): ValueSchema {
  if (type === toggle) return { description: help, type: "boolean" };
  if (type.choices !== undefined) return { description: help, enum: type.choices };
  const description = `${help} (${type.range})`;
  return {
    description,
    type: /^(integer|number above|number of)/.test(type.range) ? "number" : ["string", "number", "array"],
  };
}
