// What stands beside an option without being the participant's own: folded away, and fetched when it is opened.

/** `kit` in, components out. */
export function knownPart(kit) {
  const {html, useEffect, useState, OnItsWay, parseIso, sayDate} = kit;
  const day = iso => sayDate(parseIso(iso));

  /** Opens and shuts; what is inside is made only while it is open, so that typing elsewhere stays quick. */
  function Fold({summary, about, already = false, children}) {
    const [open, setOpen] = useState(already);
    return html`<details class="ap-details" open=${open} onToggle=${e => setOpen(e.currentTarget.open)}>
      <summary>${summary}${about && html`<span class="ap-vh">, ${about}</span>`}</summary><div>${open && children()}</div></details>`;
  }

  const Title = ({children}) => html`<h4 tabindex="-1" data-om-title="">${children}</h4>`;

  /** One of the later components, by its name. */
  function Later({sitting: {steps, late, touch}, name, what, ...given}) {
    useEffect(() => touch(), []);
    return steps ? html`<${steps[name]} ...${given} />` : html`<${OnItsWay} what=${what} late=${late} />`;
  }

  /** Until the studies have come, only whether there are any is known. */
  function Studies({sitting, option}) {
    const {research, cited} = option, coming = sitting.waiting && !research.length;
    if (!research.length && !(coming && cited)) return null;
    return html`<${Fold} summary=${`Research beside this option${coming ? "" : ` (${research.length})`}`} about=${option.label}>${() => coming ? html`<${OnItsWay} what="The research" />` : html`<${Later} sitting=${sitting} name="Research" what="The research" studies=${research} />`}<//>`;
  }

  return {Fold, Title, Later, Studies, day};
}
