import type { MeasuredSubject } from "./measured-subjects.ts";
import { percentText } from "./wording.ts";

/** No program passes a limit. Beyond this, the limit was measured while the machine was busier than when the subject ran. */
const most = 1.05;

/** The share of the peak as tables have it: empty where it is not known, with a question mark where it cannot be. */
export function shareText(subject: MeasuredSubject | undefined): string {
  if (subject?.share === undefined) return "";
  const text = percentText(subject.share.peak);
  return isDoubtful(subject) ? `${text} (?)` : text;
}

/** A sentence on the shares that {@link shareText} marks; none where there are none. */
export function doubtNotes(subjects: readonly MeasuredSubject[]): string[] {
  if (!subjects.some(isDoubtful)) return [];
  return [
    "Shares marked (?) are not to be believed: WebAssembly cannot exceed its own limit, so the limit was measured while the machine was busy.",
  ];
}

/** A native program may pass the limit of WebAssembly. Results from before subjects reported their form name WebAssembly in the id. */
function isDoubtful({ id, form, share }: MeasuredSubject): boolean {
  return share !== undefined && share.peak > most && (form !== undefined || id.startsWith("tenet-wasm"));
}
