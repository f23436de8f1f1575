import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { Environment, env, version_core } from "@tensorflow/tfjs-core";
import { loadedTfjsCopies } from "#host";
import { debugFlag } from "./private-fields.ts";

/**
 * @throws {TenetError} `TFJS_COPIES` when the program has loaded more than one copy of tfjs-core. Copies share their backends and kernels,
 * but each has classes, flags and operations of its own, so that which of them a call reaches depends on the order in which they load.
 */
export function checkOneCopy(): void {
  const copies = loadedTfjsCopies();
  // The first copy to load makes the environment that all share, and each registers its flags there anew.
  const [first, last] = [env().constructor === Environment, debugFlag(env()) === ownFlag];
  if (copies.length < 2 && first && last) return;
  const got =
    copies.length > 1
      ? `${copies.length}: ${copies.map(({ version, folder }) => `${version} in ${folder}`).join(" and ")}`
      : `another one that was loaded ${first ? "after" : "before"} version ${version_core}`;
  throw new TenetError(
    "TFJS_COPIES",
    problem("start", "one copy of @tensorflow/tfjs-core in the program", phrase(got), advice),
  );
}

/** The flag as this copy registered it, when this module was loaded. */
const ownFlag = debugFlag(env());

const advice =
  "Install one version of all @tensorflow packages (npm ls @tensorflow/tfjs-core shows who needs which, and npm dedupe or " +
  '"overrides" in package.json makes them one). In a bundle, resolve.dedupe or an alias does the same.';
