import { join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from "@microsoft/api-extractor";
import type { EntryPoint } from "./entry-points.ts";

/** The folder of the reports, and one for the temporary files of API Extractor. */
export type Folders = { readonly reports: string; readonly scratch: string };

/**
 * Writes a report of each entry point, `NAME.api.md`, with everything that it exports and the types that the exports mention.
 *
 * @throws {Error} when declarations do not compile, as with an import that cannot be resolved.
 */
export function writeReports(entries: readonly EntryPoint[], folders: Folders): void {
  const declarations = entries.map((entry) => entry.declarations);
  const configs = entries.map((entry) => configFor(entry, declarations, folders));
  const [first] = configs;
  if (first === undefined) return;
  // One compiler reads all entry points, because their packages import each other, and all import tfjs.
  const compilerState = CompilerState.create(first, { additionalEntryPoints: declarations });
  for (const config of configs) writeReport(config, compilerState);
}

function writeReport(config: ExtractorConfig, compilerState: CompilerState): void {
  const errors: string[] = [];
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error)
        errors.push(message.formatMessageWithLocation(undefined));
      message.handled = true;
    },
  });
  if (errors.length > 0)
    throw new Error(`API Extractor fails for ${config.mainEntryPointFilePath}:\n${errors.join("\n")}`);
}

function configFor(
  { name, folder, declarations }: EntryPoint,
  files: string[],
  { reports, scratch }: Folders,
): ExtractorConfig {
  const configObject: IConfigFile = {
    projectFolder: folder,
    mainEntryPointFilePath: declarations,
    newlineKind: "lf",
    compiler: { overrideTsconfig: { compilerOptions, files } },
    apiReport: {
      enabled: true,
      reportFolder: reports,
      reportTempFolder: join(scratch, "temp"),
      reportFileName: name,
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // Messages about style, such as a missing release tag, do not belong in a report.
      extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
  });
}

/** The options of a user's project: it reads built declarations, without the condition that leads to the sources. */
const compilerOptions = {
  target: "es2023",
  lib: ["es2023", "esnext.iterator", "esnext.disposable", "dom", "dom.iterable"],
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};
