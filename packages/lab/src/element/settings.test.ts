import { expect, test } from "vitest";
import { choice, range, toggle } from "./control.ts";
import { settings } from "./settings.ts";

const shared = { label: "A control", help: "It is a control.", effect: "restarts" } as const;
const controls = {
  length: range({ ...shared, default: 30, min: 4, max: 100 }),
  rate: range({ ...shared, default: 0.01, min: 1e-4, max: 1, scale: "log" }),
  cell: choice({ ...shared, default: "rnn", choices: { rnn: "RNN", lstm: "LSTM" } }),
  open: toggle({ ...shared, default: false }),
};

test("settings start with the values by default, and numbers are moved into their limits and onto their steps", () => {
  const { values } = settings(controls);
  expect(values).toEqual({ length: 30, rate: 0.01, cell: "rnn", open: false });
  const changed = settings(controls);
  changed.change({ length: 12.4, rate: 0.012345 });
  expect(changed.values).toMatchObject({ length: 12, rate: 0.012 });
  changed.change({ length: -1, rate: 7 });
  expect(changed.values).toMatchObject({ length: 4, rate: 1 });
});

test("watchers hear what has changed, until their signal is aborted", () => {
  const own = settings(controls);
  const end = new AbortController();
  const heard: (readonly string[])[] = [];
  own.watch((changed) => heard.push(changed), end.signal);
  own.change({ length: 10, cell: "rnn" });
  own.change({ length: 10 });
  own.change({ cell: "lstm", open: true });
  end.abort();
  own.change({ length: 20 });
  expect(heard).toEqual([["length"], ["cell", "open"]]);
});

test("a value that a control cannot have is an error that names the control, and changes nothing", () => {
  const own = settings(controls);
  expect(() => own.change({ length: 10, cell: "gpt" as "rnn" })).toThrow(
    "expected a value for cell, such as rnn",
  );
  expect(() => own.change({ length: Number.NaN })).toThrow(TypeError);
  expect(() => own.change({ size: 3 } as object)).toThrow("the name of a control");
  expect(own.values.length).toBe(30);
});
