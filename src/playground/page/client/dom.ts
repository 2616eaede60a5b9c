type Child = Node | string | undefined | false;
type Props = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

const isShown = (child: Child) => child !== undefined && child !== false;

/** Creates an element. Functions are listeners (`click`), `true` is an empty attribute; text is never read as HTML. */
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
  element.append(...(children.filter(isShown) as (Node | string)[]));
  return element;
}

export function button(text: string, click: () => void, props: Props = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'button', click, ...props }, text);
}

/** An element for HTML that the server has rendered and escaped. */
export function fromServer(html: string, className: string): HTMLElement {
  const element = h('div', { class: className });
  element.innerHTML = html;
  return element;
}

/** Replaces the children of an element, and keeps the focus on the control that looks the same. */
export function refill(element: Element, ...children: readonly Child[]): void {
  const focused = element.contains(document.activeElement) ? looksOf(document.activeElement) : undefined;
  element.replaceChildren(...(children.filter(isShown) as (Node | string)[]));
  if (focused === undefined) return;
  const controls = element.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary');
  [...controls].find((control) => looksOf(control) === focused)?.focus();
}

function looksOf(element: Element | null): string {
  const { action, value } = (element as HTMLElement | null)?.dataset ?? {};
  const label = element?.getAttribute('aria-label');
  return [element?.tagName, action, value, label, element?.textContent].join('|');
}

/** Keeps the end of a list in view while it or its frame grows, unless the person has scrolled up. */
export function keepAtEnd(list: HTMLElement): () => void {
  let atEnd = true;
  list.addEventListener('scroll', () => {
    atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  });
  const follow = () => {
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  new ResizeObserver(follow).observe(list);
  return follow;
}
