import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { phrase } from "@tenetjs/core/internals";
import { badConfig } from "./bad-config.ts";
import { sectionNames } from "./section-names.ts";
import { noSettings, type Settings } from "./settings.ts";

const fileName = "tenet.config.json";

/**
 * The settings in `tenet.config.json`, or under the key `tenet` of `package.json`, of `directory` or of the nearest directory above it
 * that has one of the two. None is no error.
 *
 * @throws {TenetError} `BAD_CONFIG` when the file is not JSON, has a command that does not exist, or has options that are not an
 *   object; or when a directory has both files.
 */
export function readSettings(directory: string): Settings {
  for (let folder = directory; ; folder = dirname(folder)) {
    const found = settingsIn(folder, directory);
    if (found !== undefined) return { file: found.file, sections: checked(found) };
    if (folder === dirname(folder)) return noSettings;
  }
}

type Found = { readonly file: string; readonly value: unknown };

function settingsIn(folder: string, directory: string): Found | undefined {
  const [own, manifest] = [join(folder, fileName), join(folder, "package.json")];
  const named = (path: string) => relative(directory, path);
  const inOwn = existsSync(own)
    ? { file: named(own), value: parsed(named(own), readFileSync(own, "utf8")) }
    : undefined;
  const text = existsSync(manifest) ? readFileSync(manifest, "utf8") : "";
  // Most have nothing for us. They may even be no JSON, which is not our business.
  if (!text.includes('"tenet"')) return inOwn;
  const whole = parsed(named(manifest), text);
  if (!isRecord(whole) || !("tenet" in whole)) return inOwn;
  const inManifest = { file: `"tenet" in ${named(manifest)}`, value: whole.tenet };
  if (inOwn === undefined) return inManifest;
  throw badConfig(inOwn.file, `no ${inManifest.file} beside it`, phrase("both"), "Keep one of the two.");
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badConfig(file, "JSON", phrase(error instanceof Error ? error.message : String(error)));
  }
}

function checked({ file, value }: Found): Settings["sections"] {
  if (!isRecord(value)) throw badConfig(file, "an object with the names of commands", value);
  for (const [command, options] of Object.entries(value)) {
    if (!sectionNames.includes(command)) {
      const next = `The commands are ${sectionNames.join(", ")}.`;
      throw badConfig(file, "the name of a command", command, next);
    }
    if (!isRecord(options))
      throw badConfig(file, `${JSON.stringify(command)} to be an object of options`, options);
  }
  return value as Settings["sections"];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
