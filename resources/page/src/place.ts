/**
 * Draw a part of the page anew and leave alone what says the same: the keyboard stays where it was,
 * half-typed digits stay, and what is read aloud is what changed.
 */

/** Put new nodes in place of those that say something else; all of them on a new screen. */
export function place(part: Element, nodes: Element[], isNewScreen: boolean): void {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  const [boxes, at] = [boxesIn(part), boxesIn(part).findIndex((each) => each === held)];
  const isOpen = part.querySelector("details")?.open ?? false;
  if (isNewScreen) part.replaceChildren(...nodes);
  else exchange(part, nodes);
  boxesIn(part).forEach((box, which) => (box.value = boxes[which]?.value ?? ""));
  const details = part.querySelector("details");
  if (details) details.open = isOpen;
  if (held && !held.isConnected) (boxesIn(part)[at] ?? twin(part, held))?.focus();
}

function exchange(part: Element, nodes: Element[]): void {
  const old = [...part.children];
  nodes.forEach((node, at) => {
    const was = old[at];
    if (!was) part.append(node);
    else if (isSaidAnew(was, node)) was.textContent = node.textContent;
    else if (!was.isEqualNode(node)) was.replaceWith(node);
  });
  for (const each of old.slice(nodes.length)) each.remove();
}

/** What is announced is announced where its element stays and its words change. */
function isSaidAnew(was: Element, node: Element): boolean {
  const role = node.getAttribute("role");
  const isAlike = was.tagName === node.tagName && was.getAttribute("role") === role;
  return role !== null && isAlike && !node.childElementCount && was.textContent !== node.textContent;
}

const boxesIn = (part: Element) => [...part.querySelectorAll("input")];

/** What says the same as before; the button of the other language says it in the other one. */
function twin(part: Element, held: Element): HTMLElement | null | undefined {
  if (held.hasAttribute("data-other")) return part.querySelector<HTMLElement>("[data-other]");
  const all = [...part.querySelectorAll<HTMLElement>("button, summary")];
  return all.find((each) => each.textContent === held.textContent);
}
