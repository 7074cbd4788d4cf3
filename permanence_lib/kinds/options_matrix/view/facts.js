// What the law says, option by option, and what stands beside an option while it is weighed. All of it is material to test.

export function factsPart(kit, {Fold, Title, FileSays, Studies, day}) {
  const {html, useState, useMemo, Select, Ticks, CardTable, Scroll, Inset, Source} = kit;

  const Beside = ({sitting, option, boxes}) => html`
    ${option.file && html`<${Fold} summary="What the file says" about=${option.label}>${() => html`<${FileSays} file=${option.file} boxes=${boxes} />`}<//>`}
    <${Studies} sitting=${sitting} option=${option} />`;

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

  return {Beside, Facts};
}
