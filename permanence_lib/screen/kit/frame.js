// What stands around every exercise, done once: title, purpose, prompt, saving, undo, print, copy, two versions.
import {html, render, useEffect, useErrorBoundary, useMemo, useReducer} from "../vendor/preact-htm.js";
import {Button, Details, Tick, Warning} from "./parts.js";
import {BringIn, WhichChild} from "./flow.js";
import {SaveAs} from "./files.js";
import {Sitting, saveWords, sayWhen} from "./sitting.js";

const TONE = {saved: "ok", unsaved: "bad", refused: "bad", conflict: "bad", late: "bad"};

function StatusBar({sitting}) {
  const {saving, notes, past, future, frame, id} = sitting;
  return html`<div class="ap-status ap-noprint" role="group" aria-label=${`Your answer to ${frame.title}`}>
    <p class="ap-saved" data-tone=${TONE[saving.state] || ""} data-state=${saving.state}>${TONE[saving.state] === "ok" && html`<span aria-hidden="true">✓ </span>`}${saveWords(sitting)}${notes.progress && saving.state !== "new" ? html`<span class="ap-parts"> · ${notes.progress.words}</span>` : ""}</p>
    <div class="ap-row">
      <${Button} off=${!past.length} onClick=${() => sitting.undo()}>Undo${past.length > 0 && html`<span class="ap-vh">: ${past.at(-1).label}</span>`}<//>
      <${Button} off=${!future.length} onClick=${() => sitting.redo()}>Redo${future.length > 0 && html`<span class="ap-vh">: ${future.at(-1).label}</span>`}<//>
      <${Button} onClick=${() => sitting.fetchReport().then(() => printOne(sitting))}>Print<//>
      ${!frame.no_finish && html`<${Tick} id=${id + "-done"} label="I have finished this exercise" checked=${sitting.done} onChange=${x => sitting.finish(x)} />`}
      ${sitting.done && document.body.dataset.portfolio && html`<a href=${document.body.dataset.portfolio + sitting.slot}>Put it into your portfolio</a>`}
    </div>
    <${SaveAs} sitting=${sitting} />
  </div>`;
}

function TwoVersions({sitting}) {
  const {other} = sitting.saving;
  if (!other) return null;
  return html`<div class="ap-summary ap-noprint" role="alert"><h4>This exercise was also changed in another window</h4>
    <p>Nothing is lost: both versions are kept. Choose which one to go on with. You can undo the choice.</p>
    ${other.theirs && html`<${Details} summary=${`The other version${other.at ? `, saved ${sayWhen(other.at)}` : ""}`}><div dangerouslySetInnerHTML=${{__html: other.theirs}} /><//>`}
    <div class="ap-row"><${Button} primary onClick=${() => sitting.choose("mine")}>Go on with what is on this page<//>
    <${Button} onClick=${() => sitting.choose("theirs")}>Use the other version<//></div></div>`;
}

function Earlier({sitting}) {
  const {earlier} = sitting.notes;
  if (!earlier || sitting.saving.state !== "new" && !earlier.still) return null;
  const bring = () => { sitting.change("bring in the earlier answer", () => structuredClone(earlier.value)); sitting.notes.earlier = null; sitting.repaint(); };
  return html`<div class="ap-inset"><p><strong>This exercise was revised after you answered.</strong> Your earlier answer is kept, and the new questions start empty.</p>
    <${Details} summary="Your earlier answer"><div dangerouslySetInnerHTML=${{__html: earlier.report}} /><//>
    ${earlier.value && html`<p class="ap-noprint"><${Button} onClick=${bring}>Bring my earlier answer into this version<//></p>`}</div>`;
}

function Example({sitting}) {
  const {frame, notes} = sitting;
  return html`<details class="ap-details ap-noprint" onToggle=${() => sitting.askExample()}><summary>See a worked example<span class="ap-vh"> ${frame.title}</span></summary>
    <div class="ap-report">${notes.example ? html`<div dangerouslySetInnerHTML=${{__html: notes.example}} />` : html`<p class="ap-hint">One moment…</p>`}</div></details>`;
}

function Opening({sitting}) {
  const {frame, id} = sitting;
  return html`<h3 id=${id + "-title"} tabindex="-1">${frame.title}</h3>
    <p class="ap-meta">About ${frame.minutes} minutes. ${frame.sharing_words}</p>
    ${frame.content_note && html`<${Warning}><div dangerouslySetInnerHTML=${{__html: frame.content_note}} /><//>`}
    <div class="ap-prompt" dangerouslySetInnerHTML=${{__html: frame.prompt}} />
    ${frame.has_example && html`<${Example} sitting=${sitting} />`}
    <${WhichChild} sitting=${sitting} /><${BringIn} sitting=${sitting} />`;
}

/** A fault in one view stays in that view, and is told. */
function Guarded({View, ...given}) {
  const [fault, again] = useErrorBoundary(error => console.error(error));
  if (fault) return html`<${Warning}><p>This exercise could not be shown just now. What you wrote is safe. <${Button} onClick=${again}>Try again<//></p><//>`;
  return html`<${View} ...${given} />`;
}

function Exercise({sitting, View, model, announce}) {
  const [, repaint] = useReducer(n => n + 1, 0);
  useEffect(() => { sitting.watchers.add(repaint); repaint(); return () => sitting.watchers.delete(repaint); }, []);
  const {frame, id, value, notes} = sitting;
  const change = (...args) => sitting.change(...args), waiting = !!frame.facts_later && !sitting.facts_here;
  // News about saving is not the view's: it is painted again when something in it has changed.
  const shown = useMemo(() => value && html`<${Guarded} View=${View} key=${sitting.child} definition=${model.get("definition")} material=${sitting.material} value=${value} change=${change} say=${announce} id=${id} readFile=${sitting.readFile} askFacts=${() => sitting.askFacts()} waiting=${waiting} />`,
    [sitting.child, sitting.material, value, waiting]);
  const opening = useMemo(() => html`<${Opening} sitting=${sitting} />`, [sitting.child, sitting.alias, notes.example, notes.sources, value?.brought, value === undefined]);
  const {saving, past, future, done} = sitting;
  const status = useMemo(() => html`<${StatusBar} sitting=${sitting} />`,
    [saving.state, saving.at, saving.why, saving.restored, done, past.length, past.at(-1)?.label, future.length, future.at(-1)?.label, notes.progress, notes.file, sitting.child]);
  return html`${opening}<${Earlier} sitting=${sitting} /><${TwoVersions} sitting=${sitting} />
    <div class=${"ap-body" + (notes.report ? " ap-noprint" : "")}>${shown || html`<p class="ap-hint">${saveWords(sitting)}</p>`}</div>
    ${notes.report && html`<div class="ap-report ap-printonly" dangerouslySetInnerHTML=${{__html: notes.report}} />`}
    ${notes.found && sitting.Guard && html`<${sitting.Guard} sitting=${sitting} />`}
    ${value && status}`;
}

/** One polite voice for the exercise; what comes within half a second is said once. */
function announcer(root) {
  const voice = document.createElement("div");
  voice.setAttribute("role", "status"); voice.className = "ap-vh";
  root.append(voice);
  let waiting;
  return (words, after = 500) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { voice.textContent = ""; requestAnimationFrame(() => { voice.textContent = words; }); }, after);
  };
}

function printOne(sitting) {
  const root = sitting.root, page = document.documentElement;
  root.dataset.apPrintThis = ""; page.dataset.apPrintOne = "";
  const after = () => { delete root.dataset.apPrintThis; delete page.dataset.apPrintOne; };
  addEventListener("afterprint", after, {once: true});
  print();
}

/** Show one exercise in `el`; gives back what tidies it up. */
export function mount({model, el, View, material, part}) {
  const frame = model.get("frame");
  el.replaceChildren(); el.classList.add("ap");
  // JupyterLab's one-letter shortcuts (a, b, x, d d ...) reach into an exercise unless the element in focus says otherwise.
  el.addEventListener("focusin", e => e.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const root = document.createElement("section");
  root.lang = "en-GB"; root.setAttribute("aria-label", frame.title);
  root.id = `exercise-${frame.id}`;
  el.append(root);
  const host = document.createElement("div");
  root.append(host);
  const announce = announcer(root), sitting = new Sitting({model, material, part}, announce);
  sitting.root = root;
  const flush = () => sitting.saving.push();
  const beforePrint = ({detail}) => detail.wait.push(sitting.fetchReport());
  addEventListener("pagehide", flush); document.addEventListener("visibilitychange", flush);
  document.addEventListener("ap:print", beforePrint);
  render(html`<${Exercise} sitting=${sitting} View=${View} model=${model} announce=${announce} />`, host);
  return () => {
    removeEventListener("pagehide", flush); document.removeEventListener("visibilitychange", flush);
    document.removeEventListener("ap:print", beforePrint);
    sitting.close(); render(null, host);
  };
}
