/** Lets the Tab key reach an element that has more content than room, so that the keyboard can scroll it, and no other. */
export function reachByKeyboard(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
