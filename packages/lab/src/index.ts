export type {
  ChoiceControl,
  Control,
  Controls,
  Effect,
  RangeControl,
  TextControl,
  ToggleControl,
  Values,
} from "./element/control.ts";
export type { Definition, ElementOf, Preset } from "./element/definition.ts";
export { type QueryOptions, queryOf } from "./element/query-of.ts";
export { theme } from "./element/theme.ts";
export { elements } from "./elements.ts";
