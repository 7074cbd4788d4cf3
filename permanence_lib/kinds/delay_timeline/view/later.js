// What is folded away when the page opens: it is fetched at the first touch, and stands behind its summary from then on.

/** `kit` in, components out. */
export function laterOf({html, OnItsWay, Details}) {
  /** One of the later components, by its name; `later` is {parts, late, touch}. */
  const Later = ({later, name, what, ...given}) => later.parts ? html`<${later.parts[name]} ...${given} />` : html`<${OnItsWay} what=${what} late=${later.late} />`;
  /** The same behind a summary; whatever opens it also asks for it. */
  const Folded = ({summary, ...given}) => html`<${Details} summary=${summary} onOpen=${given.later.touch}><${Later} ...${given} /><//>`;
  return {Later, Folded};
}
