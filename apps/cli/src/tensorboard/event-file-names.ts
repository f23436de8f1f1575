import { readdirSync } from "node:fs";

/** The name of the event file number `index` of a directory, which was made at `seconds` since 1970. TensorBoard reads files in the order of their names. */
export function eventFileName(seconds: number, index: number): string {
  return `events.out.tfevents.${seconds}.tenet.${String(index).padStart(4, "0")}`;
}

/** When the file with the name was made, in seconds since 1970. */
export function secondsOf(name: string): number {
  return Number(name.split(".")[3]);
}

/** Whether `name` is one that {@link eventFileName} gives. */
export function isEventFile(name: string): boolean {
  return /^events\.out\.tfevents\.\d+\.tenet\.\d{4,}$/.test(name);
}

/** The names of the event files in `directory`, in the order of their making. */
export function eventFilesIn(directory: string): string[] {
  return readdirSync(directory).filter(isEventFile).sort();
}
