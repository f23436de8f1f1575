/** What a browser tells of a battery, as the Battery Status API has it: https://w3c.github.io/battery/. */
type BatteryManager = EventTarget & { readonly charging: boolean; readonly level: number };

/**
 * Calls `watcher` with the level of the battery, from 0 to 1, while the device runs on it, and with undefined while it is charged; now and on each change, until
 * the signal is aborted. Browsers that do not tell, such as Firefox and Safari, and pages that are not secure, get no call.
 */
export async function watchBattery(
  watcher: (level: number | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  const { getBattery } = navigator as { getBattery?: () => Promise<BatteryManager> };
  // A page that a permissions policy covers is refused: it is not told, either.
  const battery = await getBattery?.call(navigator).catch(() => undefined);
  if (battery === undefined || signal.aborted) return;
  const tell = () => watcher(battery.charging ? undefined : battery.level);
  battery.addEventListener("chargingchange", tell, { signal });
  battery.addEventListener("levelchange", tell, { signal });
  tell();
}
