import { cellDefinition } from "./cell/cell-definition.ts";
import { deviceDefinition } from "./device/device-definition.ts";
import { gateDefinition } from "./gate/gate-definition.ts";
import { limitsDefinition } from "./limits/limits-definition.ts";
import { memoryDefinition } from "./memory/memory-definition.ts";
import { raceDefinition } from "./race/race-definition.ts";
import { startsDefinition } from "./starts/starts-definition.ts";
import { textDefinition } from "./text/text-definition.ts";

/** The definitions of all elements: what their attributes, events and parts are. */
export const elements = [
  raceDefinition,
  cellDefinition,
  limitsDefinition,
  startsDefinition,
  textDefinition,
  memoryDefinition,
  gateDefinition,
  deviceDefinition,
] as const;
