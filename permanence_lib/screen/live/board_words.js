// What people wrote, one piece after another, without names: the room sees what she lets through.

const BOARD_PILES = [["waiting", "To read"], ["shown", "Chosen"], ["aside", "Put aside"]];

export function wordsOf(kit) {
  const {html, useEffect, useRef, useState, Button, Details, TextLine} = kit;

  function Piece({piece, looking, themes, decide}) {
    const [theme, setTheme] = useState(piece.theme);
    const id = `board-${piece.mark}`, shown = looking.words.pile === "shown", start = `${piece.text.slice(0, 40)}…`;
    return html`<li class="ap-board-piece">
      ${piece.about && html`<p class="ap-board-about" dir="auto">${piece.about}</p>`}
      <blockquote dir="auto">${piece.text}${piece.long ? "…" : ""}</blockquote>
      ${piece.by && html`<p class="ap-hint">With the name <bdi>${piece.by}</bdi></p>`}
      ${piece.long > 0 && html`<p class="ap-hint">${piece.long} characters: too long for a wall. Ask whether somebody would read from it.</p>`}
      <div class="ap-board-row">
        ${themes.length > 0 && !piece.long && html`<label class="ap-vh" for=${id}>Theme: ${start}</label><select id=${id} value=${theme} onChange=${(e) => { setTheme(e.target.value); if (shown) decide("approve", piece, e.target.value, "Under its theme."); }}>
          <option value="">No theme</option>${themes.map((one) => html`<option key=${one} value=${one} selected=${one === theme}>${one}</option>`)}</select>`}
        ${!shown && html`<${Button} about=${start} off=${piece.long > 0} onClick=${() => decide("approve", piece, theme, "Chosen: the room may see it.")}>Choose for the room<//>`}
        ${looking.words.pile !== "aside" && html`<${Button} about=${start} onClick=${() => decide("bin", piece, "", shown ? "It has left the screen." : "Put aside.")}>${shown ? "Take it back" : "Put aside"}<//>`}
      </div></li>`;
  }

  function Themes({seen, act}) {
    const [words, setWords] = useState("");
    const add = async (e) => { e.preventDefault(); if (await act("theme-new", {words}, "The theme is there.")) setWords(""); };
    return html`<${Details} summary="Themes">
      ${seen.state.themes.length > 0 && html`<ul>${seen.state.themes.map((theme) => html`<li key=${theme}><bdi>${theme}</bdi> <${Button} plain about=${theme} onClick=${() => act("theme-drop", {theme}, "The theme is gone; the words are still there.")}>Take away<//></li>`)}</ul>`}
      <form class="ap-board-row" onSubmit=${add}><${TextLine} id="board-theme" label="A new theme" value=${words} onInput=${setWords} /><button>Add</button></form><//>`;
  }

  function why(looking) {
    if (looking.sharing === "private") return "This exercise is private: nothing of it is shown, here or on the wall.";
    if (!looking.heard) return "Words are shown here once five people have answered, so that nobody can be told from them.";
    return {waiting: "There is nothing to read just now.", shown: "You have chosen nothing yet.", aside: "You have put nothing aside."}[looking.words.pile];
  }

  return function Words({seen, act}) {
    const {looking} = seen, list = useRef(), stay = useRef(-1);
    useEffect(() => { // the piece she decided about is gone: its buttons' place is taken by the next one's, or by the heading
      if (stay.current < 0 || list.current?.contains(document.activeElement)) return;
      const next = list.current?.querySelectorAll("li")[stay.current] ?? list.current?.querySelector("li:last-child");
      (next?.querySelector("button") ?? document.getElementById("board-words")).focus();
      stay.current = -1;
    });
    if (!looking || looking.phase === "waiting") return null;
    const {words} = looking;
    const decide = (what, piece, theme, done) => {
      stay.current = words.pieces.indexOf(piece);
      return act(what, {exercise: looking.id, mark: piece.mark, theme}, done);
    };
    return html`<section class="ap-board-card" aria-labelledby="board-words"><h3 id="board-words" tabindex="-1">Words people wrote</h3>
      <div class="ap-board-row" role="group" aria-label="Which words">${BOARD_PILES.map(([pile, name]) => html`<button type="button" key=${pile} aria-pressed=${String(words.pile === pile)} onClick=${() => act("look", {pile})}>${name} (${words[pile]})</button>`)}</div>
      ${words.pieces.length ? html`<ul class="ap-board-pieces" ref=${list}>${words.pieces.map((piece) => html`<${Piece} key=${piece.mark} piece=${piece} looking=${looking} themes=${seen.state.themes} decide=${decide} />`)}</ul>`
        : html`<p class="ap-hint">${why(looking)}</p>`}
      ${words[words.pile] > words.pieces.length && html`<p class="ap-hint">${words[words.pile] - words.pieces.length} more follow as you decide.</p>`}
      ${words.shown > 0 && html`<p><${Button} onClick=${() => act("show", {what: "words", exercise: looking.id}, "The words are on the projector.")}>Put the chosen words on the projector<//></p>`}
      ${looking.heard && html`<${Themes} seen=${seen} act=${act} />`}</section>`;
  };
}
