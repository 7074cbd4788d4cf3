// One view of one question: what is chosen, the figures in every form, what to know of them, and what to take away.
import {blocksOf} from "./blocks.js";
import {choicesOf} from "./figures_choices.js";
import {fittedOf} from "./wall.js";

export function panelOf(kit) {
  const {html, useEffect, useReducer, useRef, useState, Button, Details, handOver, bytesOf} = kit;
  const Blocks = blocksOf(kit), Choices = choicesOf(kit), Fitted = fittedOf(kit);

  /** Whether the page is thrown on a wall: the button for that stands in the page's frame. */
  function useProjector() {
    const root = document.documentElement, [, again] = useReducer((n) => n + 1, 0);
    useEffect(() => {
      const watch = new MutationObserver(again);
      watch.observe(root, {attributes: true, attributeFilter: ["data-projector"]});
      return () => watch.disconnect();
    }, []);
    return "projector" in root.dataset;
  }

  /** Whether the window is too narrow for the choices to stand beside the picture: then they fold away above it. */
  function useNarrow() {
    const [media] = useState(() => matchMedia("(max-width: 56rem)")), [, again] = useReducer((n) => n + 1, 0);
    useEffect(() => {
      media.addEventListener("change", again);
      return () => media.removeEventListener("change", again);
    }, []);
    return media.matches;
  }

  /** What the kernel gives for a view; the one before it stays until then. */
  function useView(wanted, line, told) {
    const [state, set] = useState({view: null, why: ""}), key = JSON.stringify(wanted);
    useEffect(() => {
      let left = false;
      line.act("show", wanted).then(({view, why}) => {
        if (left) return;
        set((now) => ({view: view ?? now.view, why: why ?? ""}));
        if (view) told(view);
      });
      return () => { left = true; };
    }, [key]);
    return state;
  }

  const FEW = 4; // as many releases as are listed at once

  function Sources({sources, about}) {
    const list = html`<ul class="ap-fig-sources">${sources.map(({words, url}, n) => html`<li key=${n}>${words}${url && html` <a href=${url} rel="noreferrer">${new URL(url).hostname}</a>`}</li>`)}</ul>`;
    return sources.length > FEW ? html`<${Details} summary="Every release they were read from" about=${about}>${list}<//>` : list;
  }

  const base = document.documentElement.dataset.base ?? "/"; // where the workbook lies on its host
  const weekHref = (id) => location.pathname.endsWith(".ipynb") ? `${id}.ipynb` : `${base}week/${id}`;
  const inRoom = () => "room" in document.body.dataset;

  function Belongs({question}) {
    if (inRoom() || !question.weeks.length) return null;
    return html`<p class="ap-fig-weeks ap-noprint">In the programme: ${question.weeks.map(({id, title}, n) => html`${n > 0 && "; "}<a key=${id} href=${weekHref(id)}>${title}</a>`)}.</p>`;
  }

  /** The data as a file, and the address of this view. Where the browser does not let a page copy, the address is there to be copied by hand. */
  function TakeAway({wanted, line, link, say, about}) {
    const [told, tell] = useState(""), [shown, show] = useState("");
    const box = useRef(), address = link();
    useEffect(() => { tell(""); show(""); }, [JSON.stringify(wanted)]);
    useEffect(() => { box.current?.select(); }, [shown]);
    const data = async () => {
      const {why, name, data: file} = await line.act("csv", wanted);
      if (!why) handOver(name, "text/csv", bytesOf(file));
      tell(why || `Saved as ${name}.`); say(why || `Saved as ${name}.`);
    };
    const copy = async () => {
      try { await navigator.clipboard.writeText(address); tell("The link is copied."); say("The link is copied."); } catch { show(address); }
    };
    return html`<div class="ap-fig-take ap-noprint"><div class="ap-row">
      <${Button} onClick=${data} about=${about}>Download the data (CSV)<//>
      ${address && html`<${Button} onClick=${copy} about=${about}>Copy a link to this view<//>`}
      ${told && html`<span>${told}</span>`}</div>
      ${shown && html`<label>Link to this view, to copy<input ref=${box} type="text" readonly value=${shown} onFocus=${(e) => e.target.select()} /></label>`}</div>`;
  }

  return function Panel({n, two, wanted, questions, line, say, link, onChange, onLess}) {
    const projector = useProjector(), narrow = useNarrow();
    const {view, why} = useView(wanted, line, (found) => say(two ? `View ${n + 1}: ${found.sentence}` : found.sentence));
    const [problem, complain] = useState("");
    useEffect(() => complain(""), [JSON.stringify(wanted)]);
    const trouble = problem || why, about = two ? `: view ${n + 1}` : "";
    const question = view?.question ?? questions.find(({id}) => id === wanted.question);
    // The heading is first in a box that is first in the section, before the figures have come and after: moved, it would lose the focus.
    const headed = (figures) => html`<div class=${figures ? "ap-fig-wall" : "ap-fig-head"}>
      <h2 id=${`ap-fig-${n}`} tabindex="-1">${two && html`<span class="ap-vh">View ${n + 1}: </span>`}${question.title}</h2>
      ${trouble && html`<p class="ap-error" role="alert">${trouble}</p>`}${figures}</div>`;
    if (!view) return html`<section class="ap-fig-panel" aria-labelledby=${`ap-fig-${n}`}>${headed(null)}
      ${why ? html`<p><${Button} onClick=${() => onChange({question: question.id})}>Show the question as it opens<//></p>` : html`<p class="ap-hint">One moment…</p>`}</section>`;
    const choices = html`<${Choices} n=${n} two=${two} wanted=${wanted} view=${view} questions=${questions} onChange=${onChange} complain=${complain} />
      ${onLess && html`<${Button} onClick=${onLess} about=${about}>Take this view away<//>`}`;
    const choose = html`<div class="ap-fig-choose ap-noprint">${two || projector || narrow ? html`<${Details} summary="Change what is shown" about=${about}>${choices}<//>` : choices}</div>`;
    const take = html`<${TakeAway} wanted=${wanted} line=${line} link=${link} say=${say} about=${about} />`;
    const figures = html`<${Fitted} label=${`The figures${about}`}><${Blocks} blocks=${view.blocks} deeper=${0} /><//>`;
    return html`<section class="ap-fig-panel" aria-labelledby=${`ap-fig-${n}`}>${headed(projector && figures)}
      ${projector ? html`${choose}${take}` : html`<p class="ap-fig-about">${question.about}</p>${choose}<div class="ap-fig-shown">${figures}${take}</div>`}
      <div class="ap-fig-know">
        ${view.ask.length > 0 && html`<div class="ap-fig-ask"><h3>Stop and ask</h3><ul>${view.ask.map((words, i) => html`<li key=${i}>${words}</li>`)}</ul></div>`}
        <h3>What to know about these figures</h3><ul>${view.notes.map((words, i) => html`<li key=${i}>${words}</li>`)}</ul>
        <h3>Where they come from</h3><${Sources} sources=${view.sources} about=${about} />
        <${Belongs} question=${question} />
        ${question.measure && !inRoom() && !location.pathname.endsWith(".ipynb") && html`<p class="ap-noprint"><a href=${`${base}authority`}>Look at the same measure in your own authority’s yearly return</a></p>`}
      </div></section>`;
  };
}
