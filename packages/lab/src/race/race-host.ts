import type { Host } from "../element/host.ts";
import type { raceDefinition } from "./race-definition.ts";

export type RaceHost = Host<(typeof raceDefinition)["controls"]>;

/** What a reader does with the buttons, and a script with the element's methods. */
export type RaceActions = Readonly<Record<keyof (typeof raceDefinition)["commands"], () => void>>;
