import type { Host } from "../element/host.ts";
import type { limitsDefinition } from "./limits-definition.ts";

export type LimitsHost = Host<(typeof limitsDefinition)["controls"]>;
