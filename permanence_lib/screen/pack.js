// A pack in its reader's hands: answers are kept as they are typed, checked, sealed and saved as a small file.
// Nothing is asked of any network. What is typed only ever becomes text.

const {sent, key} = JSON.parse(document.getElementById("pack-given").textContent);
const $ = id => document.getElementById(id);
const form = $("pack-form");
const place = `permanence-pack:${sent.id}`;
const boxes = () => [...form.elements].filter(box => box.name);
const ticked = id => form.elements[`said-${id}`]?.value ?? "";
const typed = name => (form.elements[name]?.value ?? "").replaceAll("\0", "\ufffd").trim();
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function element(tag, words, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  if (words !== undefined) made.textContent = words;
  return made;
}

// ---- what was shown: reckoned once, from what stands on the page, before a browser translates it or an extension alters it

const shownIn = part => sha256(plain([...part.querySelectorAll("[data-shown]")].map(x => x.textContent).join(" ")));
const shown = {
  items: [...document.querySelectorAll("[data-item]")].map(part => ({id: part.dataset.item, sha256: shownIn(part)})),
  pieces: [...document.querySelectorAll("[data-piece]")].map(part => ({id: part.dataset.piece, sha256: shownIn(part)})),
};

function warnIfChanged() {
  const differs = ["items", "pieces"].some(sort => shown[sort].length !== sent[sort].length
    || shown[sort].some((one, n) => one.id !== sent[sort][n].id || one.sha256 !== sent[sort][n].sha256));
  if (!differs) return;
  const box = $("pack-changed");
  box.hidden = false;
  box.append(element("p", "The words in this file are not the words it was made with, so the answer would not be accepted. Ask for the file to be sent again, and do not open it in a program that edits it."));
}

// ---- keeping

const WARNING = "This browser does not keep what you type in a page opened from a file. Finish and save the return file before you close the page.";
let keeps = true;

function remember() {
  const values = boxes().map(box => [box.id, box.type === "radio" ? box.checked : box.value]);
  try {
    localStorage.setItem(place, JSON.stringify(values));
    if (!keeps) say();
    keeps = true;
  } catch {
    keeps = false;
    say();
  }
}

function recall() {
  try {
    const values = JSON.parse(localStorage.getItem(place) ?? "[]");
    for (const [id, value] of values) {
      const box = $(id);
      if (box && form.contains(box)) box[box.type === "radio" ? "checked" : "value"] = value;
    }
    localStorage.setItem(`${place}?`, ""); localStorage.removeItem(`${place}?`);
    return values.length > 0;
  } catch {
    keeps = false;
    return false;
  }
}

function say(again = false) {
  $("pack-kept").textContent = !keeps ? WARNING
    : `${again ? "Here is what you typed before. " : ""}What you type is kept in this browser on this computer, until you clear it.`;
}

/** Today, once somebody has begun to answer: a paper form is left open. */
function begun(event) {
  const empty = ["on-day", "on-month", "on-year"].every(id => !$(id).value);
  if (empty && !event.target.id.startsWith("on-")) today();
}

function clear() {
  try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
  form.reset();
  form.addEventListener("input", begun, {once: true});
  mirror();
  $("pack-kept").textContent = "Cleared. Nothing of what you typed is kept on this computer.";
  $("answers").focus();
}

// ---- paper: what is typed stands in full, and an empty box leaves room to write

function mirror() {
  for (const box of form.querySelectorAll("textarea")) box.parentElement.querySelector(".pack-typed").textContent = box.value;
}

// ---- dates

function today() {
  const now = new Date();
  const parts = {"on-day": now.getDate(), "on-month": now.getMonth() + 1, "on-year": now.getFullYear()};
  for (const [id, value] of Object.entries(parts)) $(id).value = value;
}

function readDate() {
  const [day, month, year] = ["on-day", "on-month", "on-year"].map(id => typed(id));
  if (![day, month, year].every(part => /^\d{1,4}$/.test(part)) || year.length !== 4) return null;
  const date = new Date(Date.UTC(+year, month - 1, +day));
  const real = date.getUTCFullYear() === +year && date.getUTCMonth() === month - 1 && date.getUTCDate() === +day;
  return real ? date.toISOString().slice(0, 10) : null;
}

const localToday = () => { const d = new Date(); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; };
const sayDate = iso => { const [year, month, day] = iso.split("-"); return `${+day} ${MONTHS[month - 1]} ${year}`; };

// ---- what is missing

function problems() {
  const found = [];
  for (const item of sent.items) if (!ticked(item.id)) found.push([`said-${item.id}`, `Choose an answer for: ${item.text}`]);
  if (!sent.items.length && !sent.questions.some(one => typed(`answer-${one.id}`))) {
    found.push([`answer-${sent.questions[0].id}`, "Write something in answer to at least one question"]);
  }
  if (!typed("role") && !typed("name")) found.push(["role", "Say who is answering: a role, a name or initials"]);
  const on = readDate();
  if (!on) found.push(["on-day", "Enter the date of your answer, for example 3 12 2026"]);
  else if (on < sent.made_on) found.push(["on-day", `The date must be ${sayDate(sent.made_on)} or later, because the file was made on that day`]);
  else if (on > localToday()) found.push(["on-day", "The date must not be in the future"]);
  return found;
}

function partOf(id) {
  const box = $(id);
  return box.closest("fieldset") ?? box.closest(".pack-field");
}

function showProblems(found) {
  for (const old of form.querySelectorAll(".pack-error")) old.remove();
  for (const part of form.querySelectorAll(".pack-wrong")) part.classList.remove("pack-wrong");
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  const box = $("pack-errors"), list = box.querySelector("ul");
  list.replaceChildren(...found.map(([id, words]) => {
    const link = element("a", words, {href: `#${id}`});
    link.addEventListener("click", event => { event.preventDefault(); $(id).focus(); });
    const line = element("li");
    line.append(link);
    return line;
  }));
  for (const [id, words] of found) mark(id, words);
  box.hidden = found.length === 0;
  document.title = `${found.length ? "Error: " : ""}${document.title.replace(/^Error: /, "")}`;
  if (found.length) box.focus();
}

function mark(id, words) {
  const part = partOf(id), field = $(id);
  part.classList.add("pack-wrong");
  const note = element("p", words, {className: "pack-error", id: `${id}-error`});
  if (field.type === "radio") part.querySelector(".pack-choices").before(note);
  else if (part.tagName === "FIELDSET") { part.querySelector("legend").after(note); }
  else field.before(note);
  if (field.type !== "radio") field.setAttribute("aria-invalid", "true");
}

// ---- the answer

function answer() {
  const value = {
    format: "achieving-permanence-return", version: 1, pack: sent.id, pack_digest: digest(sent), occasion: sent.occasion,
    items: shown.items.map(one => ({...one, said: ticked(one.id), comment: typed(`comment-${one.id}`)})),
    pieces: shown.pieces,
    answers: Object.fromEntries(sent.questions.map(one => [one.id, typed(`answer-${one.id}`)])),
    overall: typed("overall"),
    by: {role: typed("role"), name: typed("name")},
    on: readDate(),
  };
  const clean = JSON.parse(canonical(value));
  return {...clean, digest: seal(key, clean)};
}

function line(list, term, words, id) {
  const detail = element("dd", words || "Nothing written"), row = element("div");
  const button = element("button", "Change", {type: "button", className: "pack-link"});
  button.append(element("span", ` ${term}`, {className: "pack-vh"}));
  button.addEventListener("click", () => { back(); $(id).focus(); });
  const act = element("dd");
  act.append(button);
  row.append(element("dt", term), detail, act);
  list.append(row);
}

function check() {
  const found = problems();
  showProblems(found);
  if (found.length) return;
  const list = $("pack-check").querySelector("dl");
  list.replaceChildren();
  for (const item of sent.items) {
    const said = form.querySelector(`[name="said-${item.id}"]:checked`).nextElementSibling.textContent;
    const comment = typed(`comment-${item.id}`);
    line(list, item.text, comment ? `${said}. ${comment}` : said, `said-${item.id}`);
  }
  for (const one of sent.questions) line(list, one.words, typed(`answer-${one.id}`), `answer-${one.id}`);
  if ($("overall")) line(list, "Anything else", typed("overall"), "overall");
  line(list, "Who is answering", [typed("role"), typed("name")].filter(Boolean).join(", "), "role");
  line(list, "Date", sayDate(readDate()), "on-day");
  $("pack-saved").replaceChildren();
  form.hidden = true;
  $("pack-check").hidden = false;
  $("pack-check-title").focus();
}

function back() {
  form.hidden = false;
  $("pack-check").hidden = true;
}

function save() {
  const name = `return-${sent.occasion}-${sent.id.slice(0, 6)}.json`;
  const file = new Blob([`${JSON.stringify(answer(), null, 1)}\n`], {type: "application/json"});
  const link = element("a", undefined, {href: URL.createObjectURL(file), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  $("pack-saved").replaceChildren(
    element("p", `The return file is called ${name}. Your browser puts it where it puts what you download.`),
    element("p", "Send it back the way this file came: nothing has been sent yet. If this computer is not yours alone, clear what you typed when you are done."),
  );
}

form.addEventListener("input", begun, {once: true});
form.addEventListener("input", () => { remember(); mirror(); });
form.addEventListener("change", () => { remember(); mirror(); });
form.addEventListener("submit", event => { event.preventDefault(); check(); });
$("pack-clear").addEventListener("click", clear);
$("pack-change").addEventListener("click", () => { back(); $("answers").focus(); });
$("pack-save").addEventListener("click", save);
$("pack-print").addEventListener("click", () => window.print());
window.addEventListener("beforeprint", mirror);

const before = recall();
mirror();
say(before);
warnIfChanged();
document.body.dataset.ready = "";
