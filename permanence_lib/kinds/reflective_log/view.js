// A reflective log: an open page with questions at the side, or the questions one by one. Neither way loses the other.

const NONE = [];
const WHOSE = {
  private: "This page is for you. The group, your facilitator and your manager are not shown it: it goes further only if you hand it on yourself. Leave out real names all the same.",
  anonymous: "What you write stays with you. The group may see how many people wrote and which of the offered feelings were chosen, without names.",
  named: "What you write stays with you, except the last line, the one to take away: the group may see that, with your name.",
};
const isWritten = words => (words ?? "").trim() !== "";

/** The way of writing on the page: the participant's own choice, else the author's. */
const wayShown = (definition, value) => value.way || definition.begin_with || "flow";

/** Feelings as they are read: those chosen, then one's own. */
export function feltWords(felt) {
  const own = (felt.own ?? "").trim();
  return [...(felt.chosen ?? NONE), ...(own ? [own] : NONE)].join(", ");
}

/** What is kept in the way of writing that is not on the page; empty when there is nothing. */
export function keptElsewhere(definition, value) {
  if (wayShown(definition, value) === "guided") return isWritten(value.flow) ? "You have also written on the open page. It is kept, and printed with this." : "";
  const answered = definition.prompts.filter(prompt => isWritten(value.answers?.[prompt.id])).length;
  if (!answered) return "";
  return `You have also written under ${answered} of the ${definition.prompts.length} questions. It is kept, and printed with this.`;
}

/** The open page with a first sentence begun at its end: nothing that stands there is moved. */
const begun = (flow, words) => isWritten(flow) ? `${flow.trimEnd()}\n\n${words} ` : `${words} `;

export function view(kit) {
  const {html, TextArea, TextLine, Ticks, Button, Details, Views, Inset, parseIso, sayDate} = kit;

  /** What the record or the research says, for a question that rests on it. */
  function Ground({prompt, material}) {
    const events = (material.case?.events ?? NONE).filter(event => prompt.events.includes(event.id));
    const evidence = (material.evidence ?? NONE).filter(record => prompt.evidence.includes(record.id));
    if (!events.length && !evidence.length) return null;
    return html`<${Details} summary=${events.length ? "From the file" : "What is known"} about=${`, for ${prompt.name}`}>
      ${events.map(event => html`<figure key=${event.id}><figcaption>${event.source}, ${sayDate(parseIso(event.date))}</figcaption><blockquote>${event.text}</blockquote>
        ${event.child_voice && html`<p><strong>The child:</strong> ${event.child_voice}</p>`}</figure>`)}
      ${evidence.map(record => html`<div key=${record.id}><p><strong>${record.topic}.</strong> ${record.finding}</p><p class="ap-cite">${record.cite}<br />What it cannot tell you: ${record.limits}</p></div>`)}<//>`;
  }

  const ThinkAgain = ({prompt}) => prompt.think_again && html`<${Details} summary="Think again" about=${`about ${prompt.name}`}><p>${prompt.think_again}</p><//>`;

  /** Words for how it is, from those offered or one's own. */
  function Feelings({asked, earlier, offered, felt, change, name, id}) {
    const chosen = felt.chosen ?? NONE;
    const choices = [...offered, ...chosen.filter(word => !offered.includes(word))];
    return html`<div class="rl-feelings"><${Ticks} id=${id} inline legend=${asked} hint=${earlier} value=${chosen} choices=${choices} onChange=${words => change(`how it is, ${name} writing`, next => { next[name].chosen = words; })} />
      <${TextLine} id=${`${id}-own`} label="In a word of your own" about=${`, ${name} writing`} optional width="20" value=${felt.own}
        onInput=${words => change(`a word of your own, ${name} writing`, next => { next[name].own = words; }, {merge: true})} /></div>`;
  }

  function AtTheSide({definition, material, begin, id}) {
    return html`<div class="rl-side" role="group" aria-labelledby=${`${id}-side`}><h4 id=${`${id}-side`}>Questions to lean on</h4><p class="ap-hint">Or ignore them.</p>
      <ol>${definition.prompts.map(prompt => html`<li key=${prompt.id}><p>${prompt.ask}</p>
        <p><${Button} plain about=${`: ${prompt.name}`} onClick=${() => begin(`${prompt.name}:`)}>Write about this<//></p>
        <${Ground} prompt=${prompt} material=${material} /><${ThinkAgain} prompt=${prompt} /></li>`)}</ol></div>`;
  }

  /** What was brought in from earlier work, to have in view while writing. */
  function BroughtIn({value, change, say}) {
    if (!value.quotes.length) return null;
    const remove = quoted => { change("remove what was brought in", next => { next.quotes = next.quotes.filter(x => x.id !== quoted.id); }); say("Removed. Undo brings it back.", 0); };
    return html`<div class="rl-brought"><${Details} summary=${`Brought in from earlier work (${value.quotes.length})`} open>${value.quotes.map(quoted => html`<figure key=${quoted.id}>
      <blockquote dir="auto">${quoted.words}</blockquote><figcaption class="ap-cite">${quoted.when && `${quoted.when}. `}From “${quoted.source}”. <${Button} plain about=${`: ${quoted.words.slice(0, 60)}`} onClick=${() => remove(quoted)}>Remove<//></figcaption></figure>`)}<//></div>`;
  }

  function FirstWords({definition, begin}) {
    if (!definition.first_words.length) return null;
    return html`<div class="rl-first"><p class="ap-hint">If the page stays empty, begin with one of these and go on:</p>
      <ul>${definition.first_words.map(words => html`<li key=${words}><${Button} plain onClick=${() => begin(words)}>${words} …<//></li>`)}</ul></div>`;
  }

  function OpenPage({definition, material, value, change, say, id}) {
    const field = `${id}-flow`;
    const begin = words => {
      change(`begin with “${words}”`, next => { next.flow = begun(next.flow, words); });
      say("Begun on the page", 0);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const page = document.getElementById(field);
        page?.focus(); page?.setSelectionRange(page.value.length, page.value.length);
      }));
    };
    return html`<div class="rl-open"><div class="rl-page"><${TextArea} id=${field} rows="14" label=${definition.page} hint="Write as it comes. It is saved as you go." value=${value.flow}
        onInput=${words => change("the open page", next => { next.flow = words; }, {merge: true})} />
        ${!isWritten(value.flow) && html`<${FirstWords} definition=${definition} begin=${begin} />`}</div>
      <div><${BroughtIn} value=${value} change=${change} say=${say} /><${AtTheSide} definition=${definition} material=${material} begin=${begin} id=${id} /></div></div>`;
  }

  function Guided({definition, material, value, change, id}) {
    const set = prompt => words => change(`“${prompt.name}”`, next => { next.answers[prompt.id] = words; }, {merge: true});
    return html`<div class="rl-guided">${definition.prompts.map(prompt => html`<div key=${prompt.id}><h4>${prompt.name}</h4><${Ground} prompt=${prompt} material=${material} />
      <${TextArea} id=${`${id}-${prompt.id}`} rows="4" label=${prompt.ask} hint=${prompt.hint} value=${value.answers[prompt.id]} onInput=${set(prompt)} /><${ThinkAgain} prompt=${prompt} /></div>`)}</div>`;
  }

  return function ReflectiveLog(props) {
    const {definition, value, change, say, id} = props, way = wayShown(definition, value), {feelings} = definition;
    const turn = to => {
      if (to === way) return;
      change(to === "flow" ? "write on one open page" : "write question by question", next => { next.way = to; });
      say(to === "flow" ? "Now one open page. What you wrote under the questions is kept." : "Now question by question. What you wrote on the open page is kept.", 0);
    };
    const elsewhere = keptElsewhere(definition, value), before = feltWords(value.before);
    return html`<div class="rl"><${Inset}><p>${WHOSE[definition.sharing]}</p>${definition.detail && html`<p>${definition.detail}</p>`}<//>
      ${feelings && html`<${Feelings} asked=${feelings.before} offered=${feelings.offered} felt=${value.before} change=${change} name="before" id=${`${id}-before`} />`}
      <${Views} label="How you would like to write" current=${way} onChange=${turn} views=${[["flow", "On one open page"], ["guided", "Question by question"]]} />
      ${elsewhere && html`<p class="ap-hint">${elsewhere}</p>`}
      ${way === "guided" && html`<${BroughtIn} ...${props} />`}
      ${way === "flow" ? html`<${OpenPage} ...${props} />` : html`<${Guided} ...${props} />`}
      ${feelings && html`<${Feelings} asked=${feelings.after} earlier=${before && `Before writing: ${before}.`} offered=${feelings.offered} felt=${value.after} change=${change} name="after" id=${`${id}-after`} />`}
      ${definition.takeaway && html`<${TextArea} id=${`${id}-takeaway`} rows="2" label=${definition.takeaway} hint=${definition.takeaway_hint} value=${value.takeaway}
        onInput=${words => change("the line to take away", next => { next.takeaway = words; }, {merge: true})} />`}</div>`;
  };
}
