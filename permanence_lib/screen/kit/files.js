// Answers saved as files, and files opened.
import {html, useRef} from "../vendor/preact-htm.js";
import {Button} from "./parts.js";

export const LARGEST_FILE = 5000000;
const TOO_LARGE = "This file is larger than 5 MB, the most that can be read here.";

/** Give the person a file. `content`: text or bytes. */
export function handOver(name, type, content) {
  const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(new Blob([content], {type})), download: name});
  link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const bytesOf = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));

/** A file as base64, or why it cannot be read. */
export async function readAsBase64(file) {
  if (file.size > LARGEST_FILE) return {why: TOO_LARGE};
  try {
    const bytes = new Uint8Array(await file.arrayBuffer()), parts = [];
    for (let at = 0; at < bytes.length; at += 32768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
    return {data: btoa(parts.join(""))};
  } catch { return {why: "This file could not be opened. If another program has it open, close it there and choose it again."}; }
}

/** A button that opens the computer's own list of files. onFile gets the one that was chosen. */
export function FileButton({id, label, about, accept, onFile}) {
  const input = useRef();
  const chosen = e => { const [file] = e.target.files; e.target.value = ""; if (file) onFile(file); };
  return html`<${Button} onClick=${() => input.current.click()} about=${about}>${label}<//>
    <input ref=${input} id=${id} type="file" accept=${accept} hidden onChange=${chosen} />`;
}

/** Every form in which this answer can be saved, and the way back in from an answer file. */
export function SaveAs({sitting}) {
  const {frame, id, announce} = sitting;
  const open = async file => {
    const {why} = await sitting.openAnswer(file);
    announce(why || `Opened ${file.name}. Undo brings back what was here.`, 0);
    sitting.notes.file = why || ""; sitting.repaint();
  };
  const save = async form => {
    sitting.notes.file = "One moment: the file is being made."; sitting.repaint();
    const {why, name} = await sitting.saveFile(form.name);
    announce(why || `Saved as ${name}`, 0);
    sitting.notes.file = why || ""; sitting.repaint();
  };
  const first = act => () => sitting.leaving(act);
  return html`<details class="ap-details ap-save-as"><summary>Save as a file<span class="ap-vh">: ${frame.title}</span></summary><div>
    <div class="ap-row">${(frame.forms ?? []).map(form => html`<${Button} key=${form.name} onClick=${form.name === "practice" ? () => save(form) : first(() => save(form))}>${form.label}<//>`)}
      ${!frame.practice && html`<${Button} onClick=${first(() => sitting.fetchReport().then(() => webPage(sitting)))}>Web page (HTML)<//>`}
      <${Button} onClick=${first(() => answerFile(sitting))}>Answer file, to open here again<//>
      <${FileButton} id=${id + "-open"} label="Open an answer file" accept=".json" onFile=${open} /></div>
    ${frame.practice && html`<p class="ap-hint">Word and other forms are made by the workbook: save an answer file here and open it there.</p>`}
    ${sitting.notes.file && html`<p>${sitting.notes.file}</p>`}</div></details>`;
}

function answerFile({frame, value}) {
  handOver(`${frame.id}-answer.json`, "application/json", JSON.stringify({permanence: "answer", exercise: frame.id, value}, null, 1));
}

/** The answer in a file, or why it is not one for this exercise. */
export function answerIn(text, exercise) {
  let found = null;
  try { found = JSON.parse(text); } catch { /* said below */ }
  if (found?.permanence !== "answer" || typeof found.value !== "object" || !found.value) return {why: "This is not an answer file of the workbook. Answer files end in “-answer.json”."};
  if (found.exercise !== exercise) return {why: `This file holds an answer to another exercise, ${String(found.exercise).slice(0, 20)}. Open it there.`};
  return {value: found.value};
}

function webPage({frame, notes}) {
  const page = document.implementation.createHTMLDocument(frame.title);
  page.documentElement.lang = "en-GB";
  page.head.append(Object.assign(page.createElement("meta"), {httpEquiv: "Content-Type", content: "text/html; charset=utf-8"}));
  const body = page.createElement("main"); body.innerHTML = notes.report ?? "";
  page.body.append(Object.assign(page.createElement("h1"), {textContent: frame.title}), body);
  handOver(`${frame.id}.html`, "text/html", `<!DOCTYPE html>\n${page.documentElement.outerHTML}`);
}
