// Commit to an answer, hear thoughtful people on either side, answer again. The first answer is never replaced.

const bare = text => String(text ?? "").replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
const shortened = (text, most = 110) => text.length <= most ? text : text.slice(0, most).replace(/\s+\S*$/, "") + "…";
const BLANK = {choice: "", words: "", first: null, again: []};
const NO_ENDING = {picked: [], words: ""};

/** How far one statement has come: blank, started, first (kept, to be reconsidered), again (started), or both. */
export function stage(stand) {
  const begun = !!(stand.choice || bare(stand.words));
  if (!stand.first) return begun ? "started" : "blank";
  return begun ? "again" : stand.again.length ? "both" : "first";
}

/** Which statements wait for a first answer, and which for a second. */
export function stillToDo(names, stands) {
  const first = names.filter(x => !stands[x]?.first);
  return {first, again: names.filter(x => !first.includes(x) && !stands[x].again.length)};
}

/** Whether the latest answer is another than the first; null while there are not two. */
export const moved = stand => stand.first && stand.again.length ? stand.first.choice !== stand.again.at(-1).choice : null;

/** The sides of a statement; which one speaks first changes from one statement to the next. */
const sidesOf = (definition, item, number) => {
  const sides = item.sides.length ? item.sides : definition.sides;
  return number % 2 ? sides : [...sides].reverse();
};

export function view(kit) {
  const {html, useState, useRef, Radios, Ticks, TextArea, Button, ErrorSummary, Details, Tag, OnItsWay, factLines, useFocus} = kit;
  const choicesOf = (definition, item) => item.choices.length ? item.choices : definition.scale;
  const placeWords = (definition, item, choice) => choicesOf(definition, item).find(x => x.id === choice)?.words ?? "No place chosen, only words";

  /** The facts behind a consideration, folded away: the argument comes first, and they are asked for when they are wanted. */
  function Facts({of, sitting: {material, askFacts, waiting}}) {
    const coming = waiting && !!(of.law?.length || of.evidence?.length), lines = coming ? [] : factLines(of, material);
    return (coming || lines.length > 0) && html`<${Details} summary="What this rests on" about=${`: ${shortened(of.words, 60)}`} onOpen=${askFacts}>
      ${coming ? html`<${OnItsWay} what="What this rests on" />` : lines.map((line, n) => html`<p key=${n} class="ap-source">${line}</p>`)}<//>`;
  }

  function Voices({item, number, sitting}) {
    const {definition} = sitting;
    return html`<div class="po-sides">${sidesOf(definition, item, number).map(side => html`<section key=${side.id} aria-label=${side.heading}>
      <h5>${side.heading}</h5>
      ${item.considerations.filter(x => x.side === side.id).map((x, n) => html`<div key=${n} class="po-voice"><p>${x.words}</p><${Facts} of=${x} sitting=${sitting} /></div>`)}
    </section>`)}</div>`;
  }

  function Held({lead, held, item, definition}) {
    return html`<div class="po-held"><p>${lead} <strong>${placeWords(definition, item, held.choice)}</strong></p>${bare(held.words) && html`<blockquote dir="auto">${held.words}</blockquote>`}</div>`;
  }

  /** A place to choose and words to write: the same boxes before the reveal and after it. */
  function Boxes({item, stand, legend, label, own, sitting, edit, errors}) {
    const choices = choicesOf(sitting.definition, item).map(x => [x.id, x.words, x.hint || undefined]), about = `: ${shortened(item.text, 80)}`;
    return html`<${ErrorSummary} id=${own + "-wrong"} errors=${errors} />
      <${Radios} id=${own} legend=${legend} about=${about} choices=${choices} value=${stand.choice} error=${errors[0]?.text} onChange=${x => edit("choice", x)} />
      <${TextArea} id=${own + "-words"} label=${label} about=${about} optional rows=${2} value=${stand.words} onInput=${x => edit("words", x)} />`;
  }

  function OneStatement({item, number, sitting, go}) {
    const {definition, value, change, say, id, focus} = sitting, {words, items} = definition;
    const stand = value.stands[item.id] ?? BLANK, step = stage(stand), own = `${id}-${item.id}`;
    const [open, setOpen] = useState(step === "again"), [errors, setErrors] = useState([]);
    const alter = (label, recipe, how) => change(label, v => { recipe(v.stands[item.id] ??= structuredClone(BLANK)); }, how);
    const edit = (part, x) => { if (errors.length) setErrors([]); alter(`${part === "choice" ? "choice" : "words"} on statement ${number}`, s => { s[part] = x; }, {merge: part === "words"}); };
    const keep = (recipe, label, said) => {
      if (!stand.choice) { setErrors([{field: own + "-0", text: "Choose the answer that comes nearest; the doubts can go in your words"}]); return; }
      alter(label, s => { recipe(s, {choice: s.choice, words: s.words}); s.choice = ""; s.words = ""; });
      setOpen(false); focus("[data-po-next]"); say(said);
    };
    const keepFirst = () => keep((s, held) => { s.first = held; }, `first answer to statement ${number}`, "Your first answer is kept. Other voices follow.");
    const keepAgain = () => keep((s, held) => { s.again.push(held); }, `second answer to statement ${number}`, "Your second answer is kept beside the first.");
    const asking = stand.first && (!stand.again.length || open || step === "again");
    const last = number === items.length, settled = stand.again.length > 0 && !asking;
    return html`<h4 data-po-title="" tabindex="-1">Statement ${number} of ${items.length}</h4>
      <blockquote class="po-text">${item.text}</blockquote>${item.about && html`<p>${item.about}</p>`}
      ${!stand.first && html`<${Boxes} item=${item} stand=${stand} legend=${words.stand} label=${words.why} own=${own} sitting=${sitting} edit=${edit} errors=${errors} />
        <p><${Button} primary onClick=${keepFirst}>Keep my answer and hear the others<//></p>`}
      ${stand.first && html`<${Held} lead="You first answered:" held=${stand.first} item=${item} definition=${definition} />
        ${settled && html`<div data-po-next="" tabindex="-1">${stand.again.map((held, n) => html`<${Held} key=${n} lead=${n === stand.again.length - 1 ? "Having heard the others:" : "In between:"} held=${held} item=${item} definition=${definition} />`)}
          <p>${moved(stand) ? "You moved. Both answers are kept." : "You stayed where you were, having listened. Both answers are kept."}</p></div>`}
        ${settled ? html`<${Details} summary="Hear the others again" about=${`: ${shortened(item.text, 60)}`}><${Voices} item=${item} number=${number} sitting=${sitting} /><//>`
          : html`<div data-po-next="" tabindex="-1" class="po-reveal" role="group" aria-label="What thoughtful colleagues say"><${Voices} item=${item} number=${number} sitting=${sitting} /></div>`}`}
      ${asking && html`<${Boxes} item=${item} stand=${stand} legend=${words.again} label=${words.moved} own=${own} sitting=${sitting} edit=${edit} errors=${errors} />
        <p><${Button} primary onClick=${keepAgain}>Keep my second answer<//></p>`}
      <div class="ap-row po-way">${number > 1 && html`<${Button} onClick=${() => go(number - 2)}>Previous statement<//>`}
        <${Button} primary=${settled} onClick=${() => go(last ? -1 : number)}>${last ? "To the end" : "Next statement"}<//>
        ${settled && html`<${Button} onClick=${() => { setOpen(true); focus(`[id="${own}-0"]`); }}>Think about it once more<//>`}</div>`;
  }

  const STAGE_WORDS = {blank: "Not answered yet", started: "Started, not kept yet", first: "First answer kept; to reconsider", again: "First answer kept; second started", both: "Both answers kept"};

  /** Every statement with how far it has come, and the questions at the end. */
  function All({sitting, go}) {
    const {definition, value} = sitting;
    return html`<h4 data-po-title="" tabindex="-1">All ${definition.items.length} statements</h4>
      <ul class="ap-tasks">${definition.items.map((item, n) => {
        const stand = value.stands[item.id] ?? BLANK, now = stand.again.at(-1), name = held => placeWords(definition, item, held.choice);
        const held = moved(stand) ? `${name(stand.first)}, then ${name(now).toLowerCase()}` : now ? `${name(now)}, twice` : STAGE_WORDS[stage(stand)];
        return html`<li key=${item.id}><${Button} plain onClick=${() => go(n)}>${n + 1}. ${item.text}<//> <${Tag}>${held}<//></li>`;
      })}</ul>
      ${definition.closing.map(x => html`<${Ending} key=${x.id} closing=${x} sitting=${sitting} />`)}`;
  }

  function Ending({closing, sitting}) {
    const {definition, value, change, id} = sitting, own = `${id}-end-${closing.id}`, now = value.closing[closing.id] ?? NO_ENDING;
    const alter = (label, part, x, how) => change(label, v => { (v.closing[closing.id] ??= structuredClone(NO_ENDING))[part] = x; }, how);
    const choices = definition.items.map((x, n) => [x.id, `${n + 1}. ${x.text}`]), over = now.picked.length - closing.pick;
    const box = html`<${TextArea} id=${own} label=${closing.pick ? closing.words_label : closing.label} hint=${closing.pick ? "" : closing.hint} rows=${5} value=${now.words} onInput=${x => alter("closing words", "words", x, {merge: true})} />`;
    if (!closing.pick) return box;
    return html`<${Ticks} id=${own + "-pick"} legend=${closing.label} hint=${closing.hint} choices=${choices} value=${now.picked} onChange=${x => alter("choice of statements", "picked", x)} />
      ${over > 0 && html`<p class="po-over">You have chosen ${now.picked.length}; the question asks for ${closing.pick}.</p>`}
      ${closing.words_label && box}`;
  }

  function Left({wait, count, sitting, at, go}) {
    const {definition} = sitting, {first, again} = wait;
    const words = first.length === count ? `${count} statements. Nothing is added up.`
      : first.length || again.length ? `${first.length ? `${first.length} of ${count} wait for a first answer` : "Every first answer is kept"}${again.length ? `; ${again.length} to reconsider` : ""}.`
      : `All ${count} answered twice.`;
    const onward = definition.items.findIndex(x => first.includes(x.id) || again.includes(x.id));
    return html`<div class="ap-row po-top"><p>${words}</p>
      ${at >= 0 && count > 1 && html`<${Button} plain onClick=${() => go(-1)}>See all ${count} statements${definition.closing.length > 0 && " and the end"}<//>`}
      ${at < 0 && onward >= 0 && html`<${Button} primary onClick=${() => go(onward)}>${first.length === count ? "Begin" : "Go on"}<//>`}</div>`;
  }

  return function Poll({definition, material, value, change, say, id, askFacts, waiting}) {
    const root = useRef(), focus = useFocus(root), names = definition.items.map(x => x.id), wait = stillToDo(names, value.stands);
    const [at, setAt] = useState(() => names.findIndex(x => wait.first.includes(x) || wait.again.includes(x)));
    const go = to => { setAt(to); focus("[data-po-title]"); };
    const sitting = {definition, material, value, change, say, id, focus, askFacts, waiting};
    const touch = () => askFacts?.();  // before the line can go
    return html`<div class="po" ref=${root} onfocusin=${touch} onpointerdown=${touch}><${Left} wait=${wait} count=${names.length} sitting=${sitting} at=${at} go=${go} />
      ${at < 0 ? html`<${All} sitting=${sitting} go=${go} />` : html`<${OneStatement} key=${names[at]} item=${definition.items[at]} number=${at + 1} sitting=${sitting} go=${go} />`}</div>`;
  };
}
