import type { Host } from "../element/host.ts";
import type { gateDefinition } from "./gate-definition.ts";

export type GateHost = Host<(typeof gateDefinition)["controls"]>;
