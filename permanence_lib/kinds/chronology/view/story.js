// The chronology to be read from beginning to end, with the child's own words in a lane of their own.
import {UNDATED, plural, sayRange} from "./dates.js";
import {fill, noteWords, sentence} from "./words.js";
import {gapSentence} from "./basics.js";

const STORY_PAGE = 60;

export function storyScreen(kit, {Head, ordered, DateHead, EntryWords, Voice}) {
  const {html, useState, Button} = kit;

  function Story(desk) {
    const {definition, value, child} = desk, {dated, apart, gaps, byId} = ordered(desk);
    if (!value.entries.length) return html`<${Head}>The story so far<//><p>Nothing to read yet. It will stand here as it prints, with ${child}’s own words in a lane beside it.</p>`;
    const [room, setRoom] = useState(STORY_PAGE), gapBefore = new Map(gaps.map(g => [g.before, g])), spoken = value.entries.filter(e => e.child_words.trim()).length;
    const pages = entries => html`<ol class=${"ch-list" + (entries.length > 10 ? " ch-long" : "")}>${entries.map(e => html`<${Page} key=${e.id} ...${desk} entry=${e} gap=${gapBefore.get(e.id)} />`)}</ol>`;
    return html`<${Head}>The chronology of ${child}<//>
      <p>${spoken ? `${sentence(child)}’s own words, or what ${child} showed, stand in the lane beside ${spoken} of ${plural(value.entries.length, "entry", "entries")}.` : `The lane beside the entries is for ${child}’s own words. It is empty so far.`}</p>
      <div class="ch-lanes ch-top" aria-hidden="true"><strong>What was recorded</strong><strong>What ${child} said or showed</strong></div>
      ${pages(dated.slice(0, room))}
      ${dated.length > room && html`<p class="ap-noprint"><${Button} onClick=${() => setRoom(room + STORY_PAGE)}>Read on: ${Math.min(STORY_PAGE, dated.length - room)} more<//></p>`}
      ${apart.length > 0 && html`<h4>${UNDATED}</h4>${pages(apart)}`}
      ${value.disagreements.length > 0 && html`<h4>Where the entries disagree</h4>`}
      ${value.disagreements.map(d => html`<${PairRead} key=${d.id} ...${desk} pair=${d} byId=${byId} />`)}
      ${definition.closing.map(c => value.sentences[c.id] && html`<h5 key=${c.id}>${fill(c.question, child)}</h5><p class="ch-words">${value.sentences[c.id]}</p>`)}`;
  }

  const Page = ({entry, gap, definition, value, child, born}) => html`<li class="ch-page">
    ${gap && html`<p class="ch-gap"><strong>Gap:</strong> ${gapSentence(gap)} ${noteWords(value, gap) || fill(definition.gap_question, child)}</p>`}
    <div class="ch-lanes"><div><${DateHead} born=${born} entry=${entry} /><${EntryWords} entry=${entry} child=${child} definition=${definition} quiet /></div>
      <div class="ch-lane">${entry.child_words.trim() && html`<${Voice} entry=${entry} />`}</div></div></li>`;

  function PairRead({pair, byId, child, definition}) {
    const side = entry => html`<div class="ch-side">${entry ? html`<h5>${sayRange(entry.when, entry.until)}</h5><${EntryWords} entry=${entry} child=${child} definition=${definition} />` : html`<p class="ap-hint">Not chosen yet</p>`}</div>`;
    return html`<section class="ch-pair" aria-label="Two entries that disagree"><div class="ap-columns">${side(byId.get(pair.first))}${side(byId.get(pair.second))}</div>
      <p class="ch-words"><strong>What they disagree about:</strong> ${pair.about || "nothing written yet"}</p>
      <p class="ch-words"><strong>What would settle it:</strong> ${pair.settle || "nothing written yet"}</p></section>`;
  }

  return {Story};
}
