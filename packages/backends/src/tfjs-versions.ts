import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { version_core } from "@tensorflow/tfjs-core";
import { isReleaseBetween } from "./release-between.ts";

/** The lowest and the highest version of tfjs that the tests train with. The packages' peer dependencies state the same range. */
export const testedVersions = { lowest: "4.8.0", highest: "4.22.0" } as const;

/** @throws {TenetError} `TFJS_VERSION` unless the version of tfjs-core is one that the tests train with. */
export function checkCoreVersion(version: string = version_core): void {
  const { lowest, highest } = testedVersions;
  if (isReleaseBetween(lowest, version, highest)) return;
  const expected = `@tensorflow/tfjs-core ${lowest} to ${highest}, with which Tenet is tested`;
  throw wrongVersion(expected, version, `Run npm install @tensorflow/tfjs-core@${highest}.`);
}

/** @throws {TenetError} `TFJS_VERSION` unless the package of a backend has the version of tfjs-core, since the two are released together. */
export function checkBackendVersion(name: string, version: string, core: string = version_core): void {
  if (version === core) return;
  const all = ["cpu", "wasm", "webgpu"].map((backend) => `@tensorflow/tfjs-backend-${backend}@${core}`);
  const next = `Run npm install ${all.join(" ")}.`;
  throw wrongVersion(`${name} ${core}, the version of tfjs-core`, version, next);
}

function wrongVersion(expected: string, version: string, next: string): TenetError {
  return new TenetError("TFJS_VERSION", problem("start", expected, phrase(version), next));
}
