// What is known: the record, the file's own account, research and law. All of it is material to test.

/** `kit` in, components out: what stands beside an option without being the participant's own. */
export function knownPart(kit) {
  const {html, useState, useMemo, Group, Select, Ticks, CardTable, Scroll, Inset, Source, parseIso, sayDate, plural} = kit;
  const day = iso => sayDate(parseIso(iso));
  const lines = texts => html`<ul>${texts.map((text, i) => html`<li key=${i}>${text}</li>`)}</ul>`;

  /** Opens and shuts; what is inside is made only while it is open, so that typing elsewhere stays quick. */
  function Fold({summary, about, already = false, children}) {
    const [open, setOpen] = useState(already);
    return html`<details class="ap-details" open=${open} onToggle=${e => setOpen(e.currentTarget.open)}>
      <summary>${summary}${about && html`<span class="ap-vh">, ${about}</span>`}</summary><div>${open && children()}</div></details>`;
  }

  const Title = ({children}) => html`<h4 tabindex="-1" data-om-title="">${children}</h4>`;

  // What is known: the record, the file's own account, research and law. All of it is material to test.

  function Record({story, id}) {
    const [who, setWho] = useState("");
    const shown = story.events.filter(x => !who || (who === "voice" ? x.child_voice : x.about.includes(who)));
    const nameOf = name => story.people.find(p => p.id === name)?.name ?? name;
    return useMemo(() => html`<ul class="om-people">${story.people.map(p => html`<li key=${p.id}><strong>${p.name}</strong>, ${p.role}. ${p.about}. <em>${p.strengths}.</em></li>`)}</ul>
      <${Select} id=${id + "-record"} label="Show entries about" value=${who} onChange=${setWho} empty="Everybody"
        choices=${[["voice", "What the child said or showed"], ...story.people.map(p => [p.id, p.name])]} />
      <p class="ap-hint">${plural(shown.length, "entry", "entries")} of ${story.events.length}.</p>
      <ol class="om-record">${shown.map(x => html`<li key=${x.id}><strong>${day(x.date)}.</strong> ${x.text} <span class="ap-cite">${x.source}, ${x.id}. About ${x.about.map(nameOf).join(", ")}.</span>
        ${x.child_voice && html`<p class="om-voice"><span class="ap-cite">The child:</span> ${x.child_voice}</p>`}</li>`)}</ol>`, [who]);
  }

  const FileSays = ({file, boxes}) => useMemo(() => html`<p class="ap-hint">This is what somebody wrote. Who said it, when, and what had they seen? Test it before you use it.</p>
    <dl class="om-file">${[["may_help", file.may_help], ["may_harm", file.may_harm], ["not_yet_known", file.not_yet_known], ["would_need", [file.would_need]]]
      .map(([box, said]) => html`<${Group} key=${box}><dt>${boxes[box]}</dt><dd>${lines(said)}</dd><//>`)}</dl>`, [file]);

  const Research = ({studies}) => useMemo(() => html`<p class="ap-hint">The children in these studies differ from one route to another, and from this child. No figure here is a chance for one child.</p>
    ${studies.map(x => html`<div class="om-study" key=${x.id}>
      <p><strong>${[x.country, x.period].filter(Boolean).join(", ")}.</strong> ${x.finding}</p>
      <p><strong>Who the children were:</strong> ${x.population}. ${x.design}.</p>
      <p><strong>What it cannot tell you:</strong> ${x.limits}</p>
      <p class="ap-cite">${x.cite}.</p></div>`)}`, [studies.map(x => x.id).join()]);

  const Beside = ({option, boxes}) => html`
    ${option.file && html`<${Fold} summary="What the file says" about=${option.label}>${() => html`<${FileSays} file=${option.file} boxes=${boxes} />`}<//>`}
    <${Studies} option=${option} />`;

  const Studies = ({option}) => html`${option.research.length > 0 && html`<${Fold} summary=${`Research beside this option (${option.research.length})`} about=${option.label}>${() => html`<${Research} studies=${option.research} />`}<//>`}`;

  function Facts({sitting}) {
    const {definition, material, options, id, looked, look} = sitting, [aspect, setAspect] = useState("");
    const known = shownFirst(options, material.options), chosen = known.filter(x => looked.includes(x.id));
    const waiting = chosen.some(x => !x.aspects);
    const rules = [...material.law, ...material.judgments];
    const aspects = Object.entries(definition.aspects).filter(([key]) => !aspect || key === aspect);
    const table = useMemo(() => html`<${CardTable} caption="What the law says, option by option" columns=${["Question", ...chosen.map(x => x.name)]}
      rows=${aspects.map(([key, words]) => ({key, head: words, cells: chosen.map(x => facts(x.aspects?.[key]))}))} />`, [aspect, waiting, chosen.map(x => x.id).join()]);
    return html`<${Title}>Facts side by side<//>
      ${known.length ? html`<p>What the law in England says of each order or placement, with where it was read and on which day. “Not yet checked” means that nobody has confirmed it: ask a lawyer before you rely on it.</p>
        <${Ticks} id=${id + "-looked"} legend="Which to set side by side" inline hint="Two or three fit across the page; with more, the table moves sideways." value=${looked} onChange=${x => look(x, true)} choices=${known.map(x => [x.id, x.name])} />
        <${Select} id=${id + "-aspect"} label="Question" value=${aspect} onChange=${setAspect} empty="All questions" choices=${Object.entries(definition.aspects)} />
        ${waiting ? html`<p role="status">One moment: the facts are on their way.</p>` : chosen.length ? chosen.length > 3 ? html`<${Scroll} label="Facts side by side"><div class="om-wide">${table}</div><//>` : table : html`<${Inset}><p>Choose two to begin with.</p><//>`}`
        : html`<p>No legal facts belong to this exercise. What the file and the research say stands beside each option.</p>`}
      ${rules.length > 0 && html`<h5>Rules that bear on the choice</h5>${rules.map(x => html`<${Source} key=${x.id} words=${x.words} cite=${html`${x.cite}${x.status_words ? `: ${x.status_words}` : ""}. ${official(x)}`} />`)}`}`;
  }

  const official = x => x.link && html`<a href=${x.link} target="_blank" rel="noopener noreferrer">Official text<span class="ap-vh">: ${x.name ?? x.cite}, in a new tab</span></a>`;
  const shownFirst = (options, legal) => [...new Set([...options.flatMap(x => x.legal), ...legal])];
  const facts = found => found?.length ? html`${found.map((x, i) => html`<${Source} key=${i} words=${x.words}
    cite=${html`${x.cite}${x.review_by ? `, to be looked at again by ${day(x.review_by)}` : ""}. ${official(x)}`} />`)}` : html`<span class="om-quiet">Nothing recorded</span>`;

  return {Fold, Title, Record, FileSays, Studies, Beside, Facts, lines, day};
}
