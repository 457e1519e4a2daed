// Lists that open over the page (choices, menus, suggestions), placed by the thing they belong to.

/** Shows a popover under its anchor, or above it where there is more room; as wide, or `natural`. */
export function openAt(popup, anchor, { wide = false, above = false, natural = false } = {}) {
  const box = anchor.getBoundingClientRect();
  const room = innerHeight - box.bottom - 12;
  const up = above || (room < (natural ? 320 : 220) && box.top > room);
  popup.showPopover();
  popup.style.maxHeight = `${Math.min(360, Math.max(120, up ? box.top - 12 : room))}px`;
  if (!natural)
    popup.style.minWidth = `${Math.min(wide ? Math.max(box.width, 240) : box.width, innerWidth - 16)}px`;
  const width = popup.offsetWidth;
  popup.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  popup.style.top = up ? `${Math.max(8, box.top - popup.offsetHeight - 4)}px` : `${box.bottom + 4}px`;
}

export const isOpen = (popup) => popup.matches(":popover-open");

export function shut(popup) {
  if (popup.isConnected && isOpen(popup)) popup.hidePopover();
}

/** Arrow keys, Home and End move the focus between the entries of an open menu. */
export function movesFocus(popup, entries) {
  popup.addEventListener("keydown", (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all.length) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
}
