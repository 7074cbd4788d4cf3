// What is known: the record, the file's own account, research. All of it is material to test.

export function recordPart(kit, {day}) {
  const {html, useState, useMemo, Group, Select, plural} = kit;
  const lines = texts => html`<ul>${texts.map((text, i) => html`<li key=${i}>${text}</li>`)}</ul>`;

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

  return {Record, FileSays, Research, lines};
}
