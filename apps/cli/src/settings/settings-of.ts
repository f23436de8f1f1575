import { readSettings } from "./read-settings.ts";
import type { Settings } from "./settings.ts";

/** A function that reads the settings for `directory` when it is first called. */
export function settingsOf(directory: string): () => Settings {
  let settings: Settings | undefined;
  return () => {
    settings ??= readSettings(directory);
    return settings;
  };
}
