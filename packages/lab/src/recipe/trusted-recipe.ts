/** Where the last recipe that the reader ran is kept, until the tab is closed: the page asks once, not after each reload. */
const key = "tenet-recipe";

/** Whether the reader ran this text in this tab. */
export function isTrusted(text: string): boolean {
  try {
    return sessionStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

/** Remembers that the reader ran this text. Where nothing can be kept, the page asks again. */
export function trust(text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {}
}
