// Short posts under themes; or five words, what they reach, and one sentence. Only one's own posts are here.

const MANY_WORDS = 40, FIVE = 5;
export const isPost = post => String(post.words).trim() !== "";

/** The ids of posts under each theme, and under "" those that have none of these. */
export function byTheme(themes, posts) {
  const written = posts.filter(isPost), ids = list => list.map(x => x.id);
  const found = Object.fromEntries(themes.map(name => [name, ids(written.filter(x => x.themes.includes(name)))]));
  return {...found, "": ids(written.filter(x => !x.themes.some(name => themes.includes(name))))};
}

/** A name for a new post that no other post has. */
export function newPostId(names) {
  let n = 1;
  while (names.includes(`p${n}`)) n += 1;
  return `p${n}`;
}

export function view(kit) {
  const {html, useState, useRef, TextArea, TextLine, Select, Ticks, Tick, Button, CardTable, Inset, useFocus, plural} = kit;
  const blank = (id, themes = []) => ({id, words: "", themes, is_question: false, beside: {}, came: ""});

  /** The posts on the page. Five words wait from the start; so does the first post where there is but one theme. */
  function postsShown({five_words, themes}, value) {
    const list = [...value.posts], least = five_words ? FIVE : themes.length === 1 ? 1 : 0;
    while (list.length < least) list.push(blank(newPostId(list.map(x => x.id)), five_words ? [] : [themes[0].id]));
    return list;
  }

  function Beside({post, name, sitting}) {
    const {definition, id, edit} = sitting;
    return definition.beside.map(x => html`<${TextArea} key=${x.id} id=${`${id}-${post.id}-${x.id}`} label=${x.question} about=${`, ${name}`} hint=${x.hint} rows=${2} value=${post.beside[x.id] ?? ""} onInput=${text => edit(post.id, `“${x.question}”, ${name}`, p => { p.beside[x.id] = text; }, {merge: true})} />`);
  }

  const From = ({post}) => post.came ? html`<p class="ap-hint">From ${post.came}</p>` : null;

  function Post({post, number, sitting}) {
    const {definition, id, edit, remove, focus} = sitting, {themes} = definition, name = `post ${number}`, own = `${id}-${post.id}`, here = themes.some(x => post.themes.includes(x.id));
    const long = post.words.trim().split(/\s+/).length > MANY_WORDS;
    const move = to => { edit(post.id, `move ${name}`, p => { p.themes = [to]; }); focus(`[id="${own}-theme"]`); };
    return html`<li class="wl-post"><${TextArea} id=${own} label=${definition.posts > 1 ? `Post ${number}` : definition.ask} rows=${3} hint=${long ? `Long for a wall. About ${MANY_WORDS} words can be read from across a room.` : ""} value=${post.words} onInput=${x => edit(post.id, name, p => { p.words = x; }, {merge: true})} />
      <${From} post=${post} /><${Beside} post=${post} name=${name} sitting=${sitting} />
      ${definition.question_tick && html`<${Tick} id=${own + "-question"} label="This is a question for the group" about=${`, ${name}`} checked=${post.is_question} onChange=${x => edit(post.id, `${name} as a question`, p => { p.is_question = x; })} />`}
      <div class="ap-row">${(themes.length > 1 || !here) && html`<${Select} id=${own + "-theme"} label="Theme" about=${`of ${name}`} empty=${here ? null : "Choose"} choices=${themes.map(x => [x.id, x.name])} value=${here ? post.themes.find(x => themes.some(t => t.id === x)) : ""} onChange=${move} />`}
        ${sitting.value.posts.some(x => x.id === post.id) && html`<${Button} about=${name} onClick=${() => remove(post)}>Remove<//>`}</div></li>`;
  }

  function Theme({theme, posts, sitting}) {
    const {add, room, definition} = sitting, one = definition.themes.length === 1;
    return html`<section class="wl-theme" data-theme=${theme.id} aria-label=${theme.name}><h4 tabindex="-1">${theme.name}</h4>${theme.about && html`<p>${theme.about}</p>`}
      ${posts.length > 0 && html`<ul>${posts.map(([post, number]) => html`<${Post} key=${post.id} post=${post} number=${number} sitting=${sitting} />`)}</ul>`}
      ${theme.id && (!one || definition.posts > 1) && html`<p><${Button} off=${room < 1} about=${`under ${theme.name}`} onClick=${() => add(theme)}>${posts.length ? "Put another here" : "Put a post here"}<//></p>`}</section>`;
  }

  /** How full the wall is, in words. */
  function Room({sitting}) {
    const {definition, written, room} = sitting, most = definition.posts;
    if (most === 1 && written < 2) return null;
    return html`<p class="ap-hint">${!written ? `There is room for ${plural(most, "post")}. One is enough.` : room > 0 ? `${plural(written, "post")} up. Room for ${room} more; there is no need to fill it.` : `${plural(written, "post")} up, and no room for more${written > most ? `: the wall was meant for ${most}` : ". To put up another, change one or remove one"}.`}</p>`;
  }

  function Posts({sitting}) {
    const {definition, shown} = sitting, numbered = shown.map((x, n) => [x, n + 1]), names = definition.themes.map(x => x.id);
    const loose = numbered.filter(([x]) => !x.themes.some(name => names.includes(name)));
    return html`${definition.posts > 1 && html`<p class="wl-ask">${definition.ask}</p>`}${definition.hint && html`<p>${definition.hint}</p>`}<${Room} sitting=${sitting} />
      ${loose.length > 0 && html`<${Theme} theme=${{id: "", name: "Under no theme yet", about: ""}} posts=${loose} sitting=${sitting} />`}
      <div class=${names.length > 1 ? "wl-wall" : ""}>${definition.themes.map(x => html`<${Theme} key=${x.id} theme=${x} posts=${numbered.filter(([p]) => p.themes.find(name => names.includes(name)) === x.id)} sitting=${sitting} />`)}</div>`;
  }

  function Word({post, number, sitting}) {
    const {definition, id, edit, remove, value} = sitting, name = `word ${number}`, own = `${id}-${post.id}`, begun = isPost(post) || post.themes.length || Object.values(post.beside).some(x => x.trim());
    return html`<li class="wl-word"><${TextLine} id=${own} label=${`Word ${number}`} width="20" value=${post.words} onInput=${x => edit(post.id, name, p => { p.words = x; }, {merge: true})} /><${From} post=${post} />
      ${begun && html`<${Ticks} id=${own + "-themes"} legend=${definition.reaches} about=${`, ${name}`} inline choices=${definition.themes.map(x => [x.id, x.name])} value=${post.themes} onChange=${x => edit(post.id, `what ${name} reaches`, p => { p.themes = x; })} />
        <div class="ap-columns"><${Beside} post=${post} name=${name} sitting=${sitting} /></div>`}
      ${value.posts.length > FIVE && html`<p><${Button} about=${name} onClick=${() => remove(post)}>Remove<//></p>`}</li>`;
  }

  /** The words by theme, once there is one; what nothing reaches is said and not judged. */
  function Reached({sitting}) {
    const {definition, shown} = sitting, found = byTheme(definition.themes.map(x => x.id), shown);
    if (!shown.some(isPost)) return null;
    const words = ids => ids.map(name => shown.find(x => x.id === name).words.trim()).join("; "), none = definition.themes.filter(x => !found[x.id].length).map(x => x.name);
    const rows = [...definition.themes.map(x => ({key: x.id, head: x.name, cells: [words(found[x.id]) || "No word yet"]})), ...found[""].length ? [{key: "none", head: "Nothing ticked yet", cells: [words(found[""])]}] : []];
    return html`<${CardTable} caption="What your words reach" columns=${["Theme", "Words"]} rows=${rows} />
      <p>${none.length ? `Reached by none of your words: ${none.join("; ")}.` : "Every theme is reached by a word."}</p>`;
  }

  function Five({sitting}) {
    const {definition, value, change, shown, id} = sitting;
    return html`<h4>${definition.ask}</h4><p>${definition.hint} Each word opens its questions once it stands there.</p>
      ${definition.themes.some(x => x.about) && html`<dl class="wl-about">${definition.themes.map(x => html`<div key=${x.id}><dt>${x.name}</dt><dd>${x.about}</dd></div>`)}</dl>`}
      <ol class="wl-words">${shown.map((x, n) => html`<${Word} key=${x.id} post=${x} number=${n + 1} sitting=${sitting} />`)}</ol><${Reached} sitting=${sitting} />
      ${definition.sentence && html`<${TextArea} id=${`${id}-sentence`} label=${definition.sentence} rows=${2} value=${value.sentence} onInput=${x => change("the sentence", v => { v.sentence = x; }, {merge: true})} />`}`;
  }

  return function Wall({definition, material, value, change, say, id}) {
    const root = useRef(), focus = useFocus(root), [gone, setGone] = useState(null), shown = postsShown(definition, value);
    const keep = (label, recipe, how) => change(label, v => { const list = structuredClone(postsShown(definition, v)); recipe(list); v.posts = list; }, how);
    const edit = (name, label, recipe, how) => keep(label, list => recipe(list.find(x => x.id === name)), how);
    const add = theme => {
      const name = newPostId([...shown, ...gone ? [gone] : []].map(x => x.id));
      keep("add a post", list => { list.push(blank(name, [theme.id])); });
      focus(`[id="${id}-${name}"]`);
    };
    const remove = post => {
      setGone(post); keep("remove a post", list => { list.splice(list.findIndex(x => x.id === post.id), 1); });
      say("Removed. You can put it back.", 0); focus(".wl-back button");
    };
    const back = () => { keep("put a post back", list => { list.push(gone); }); focus(`[id="${id}-${gone.id}"]`); setGone(null); };
    const written = shown.filter(isPost).length, sitting = {definition, value, change, say, id, focus, shown, edit, add, remove, written, room: definition.posts - shown.length};
    return html`<div class="wl" ref=${root}>${material.terms.map(x => html`<p key=${x.id} class="ap-source"><strong>${x.term}.</strong> ${x.words}</p>`)}
      ${definition.five_words ? html`<${Five} sitting=${sitting} />` : html`<${Posts} sitting=${sitting} />`}
      ${gone && !shown.some(x => x.id === gone.id) && html`<div class="wl-back"><${Inset}><p>Removed${gone.words.trim() && `: “${gone.words.trim().slice(0, 60)}”`}. <${Button} onClick=${back}>Put it back<//></p><//></div>`}
      ${definition.closing.map(x => html`<${TextArea} key=${x.id} id=${`${id}-end-${x.id}`} label=${x.question} hint=${x.hint} rows=${3} value=${value.closing[x.id] ?? ""} onInput=${text => change(`“${x.question}”`, v => { v.closing[x.id] = text; }, {merge: true})} />`)}</div>`;
  };
}
