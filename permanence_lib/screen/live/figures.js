// The national figures: a list of questions, and one view of one of them, or two beside each other.
// The kernel gives sentence, table and picture from the same points; this page only asks, and keeps nothing.
import {hashOf, viewsIn} from "./figures_place.js";
import {panelOf} from "./figures_panel.js";

export function page(kit) {
  const {html, useEffect, useRef, useState, Button} = kit;
  const Panel = panelOf(kit);
  const ours = document.body.classList.contains("ap-page"); // in JupyterLab the address is not this page's to change

  function Index({questions, unknown}) {
    return html`<section class="ap-fig-index" aria-labelledby="ap-fig-index">
      <h2 id="ap-fig-index" tabindex="-1">Questions to ask</h2>
      ${unknown && html`<p class="ap-inset" role="alert">There is no question “${unknown}” on this page. These are the ones there are.</p>`}
      <ul>${questions.map(({id, title, about}) => html`<li key=${id}><a href=${`#${id}`}>${title}</a><p>${about}</p></li>`)}</ul></section>`;
  }

  return function Figures({seen, line, say}) {
    const known = (views) => views.filter(({question}) => seen.questions.some(({id}) => id === question));
    const here = () => ours ? viewsIn(location.hash) : [];
    const [views, setViews] = useState(() => known(here().length ? here() : seen.asked));
    const [unknown, setUnknown] = useState(() => here().length && !views.length ? here()[0].question : "");
    const root = useRef(), goneTo = useRef(null); // views that were gone to, not altered where they stand

    const go = (next, step) => {
      goneTo.current = step ? next : null;
      setViews(next); setUnknown("");
      if (ours) history[step ? "pushState" : "replaceState"](null, "", next.length ? hashOf(next) : location.pathname + location.search);
    };
    useEffect(() => {
      const turn = () => {
        const wanted = here();
        if (!wanted.length && location.hash) return; // the skip link, or another place on the page
        const next = goneTo.current = known(wanted);
        setViews(next); setUnknown(wanted.length && !next.length ? wanted[0].question : "");
      };
      addEventListener("hashchange", turn);
      return () => removeEventListener("hashchange", turn);
    }, []);
    useEffect(() => {
      if (goneTo.current !== views) return; // not on the page yet: this is what follows from an earlier painting
      root.current.querySelector("h2")?.focus();
      goneTo.current = null;
    });

    const change = (n, view) => go(views.map((old, i) => i === n ? view : old), false);
    const leave = (event) => { event.preventDefault(); go([], true); };
    const two = views.length > 1;
    return html`<div class="ap-fig" ref=${root} data-views=${views.length}>
      ${!views.length ? html`<${Index} questions=${seen.questions} unknown=${unknown} />` : html`
        <p class="ap-fig-back"><a class="ap-noprint" href="#" onClick=${leave}>All questions</a>
          ${two && html`<span class="ap-hint">Each picture has a scale of its own: from one to the other, read the numbers and not the lengths.</span>`}</p>
        <div class="ap-fig-views">${views.map((view, n) => html`<${Panel} key=${n} n=${n} two=${two} wanted=${view} questions=${seen.questions} line=${line} say=${say}
          link=${() => ours ? location.origin + location.pathname + hashOf([view]) : ""} onChange=${(next) => change(n, next)}
          onLess=${two ? () => go(views.filter((_, i) => i !== n), true) : null} />`)}</div>
        ${!two && html`<div class="ap-fig-more ap-noprint"><${Button} onClick=${() => go([views[0], views[0]], true)}>Compare with another view<//>
          <p class="ap-hint">The same question in another year or for other groups, or a second question, beside this one.</p></div>`}`}
    </div>`;
  };
}
