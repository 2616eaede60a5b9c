type Child = Node | string | undefined | false;
type Props = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** Creates an element. Functions are listeners (`click`), `true` is an empty attribute; texts are never read as HTML. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** An element whose HTML the server has made and escaped. */
export function fromServer(html: string, className: string): HTMLElement {
  const element = h('div', { class: className });
  element.innerHTML = html;
  return element;
}

/** Replaces what is in an element, and leaves the focus where it was: on the control with the same name. */
export function refill(element: Element, ...children: readonly Child[]): void {
  const focused = element.contains(document.activeElement) ? keyOf(document.activeElement) : undefined;
  element.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  if (focused === undefined) return;
  const next = [...element.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')];
  next.find((candidate) => keyOf(candidate) === focused)?.focus();
}

function keyOf(element: Element | null): string {
  const { action, value } = (element as HTMLElement | null)?.dataset ?? {};
  return [element?.tagName, action, value, element?.getAttribute('aria-label'), element?.textContent].join(
    '|',
  );
}
