// Words typed into a form and not yet sent are kept in this browser, key by key, until a page shows them saved.
// A form takes part by data-ap-draft="a name of its own". Its hidden field `base` says which saved version it was made from.

const keyOf = (form) => `ap-form:${document.documentElement.dataset.base || ''}${form.dataset.apDraft}`; // several people's under one host
const written = (form) => [...form.elements].filter((box) =>
  box.name && (box.tagName === 'TEXTAREA' || ['text', 'radio', 'checkbox'].includes(box.type)));

function valuesOf(form) {
  const ticked = (box) => ['radio', 'checkbox'].includes(box.type);
  return written(form).map((box) => [box.name, ticked(box) ? `${box.value}=${box.checked}` : box.value]);
}

function put(form, values) {
  written(form).forEach((box, n) => {
    if (!values[n] || values[n][0] !== box.name) return; // the form has changed since: leave what no longer fits
    if (['radio', 'checkbox'].includes(box.type)) box.checked = values[n][1] === `${box.value}=true`;
    else [, box.value] = values[n];
  });
}

function remember(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ base: form.elements.base?.value ?? '', values: valuesOf(form) }));
  } catch {
    tell(form, 'This browser keeps no copies of what you type. Save before you leave this page.');
  }
}

function recall(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)) || 'null');
  } catch {
    return null;
  }
}

function forget(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // There is nothing to forget where nothing can be kept.
  }
}

function tell(form, words) {
  let note = form.querySelector('.ap-form-note');
  if (!note) {
    note = Object.assign(document.createElement('p'), { className: 'ap-form-note' });
    note.setAttribute('role', 'status');
    form.prepend(note);
  }
  note.textContent = words;
  return note;
}

/** Words that belong to an older version are shown beside the form, never put over what was saved since. */
function besides(form, draft) {
  const note = tell(form, 'This was saved in another window after you typed the words below, which were not saved. Copy from them what you want to keep.');
  const kept = document.createElement('pre');
  kept.textContent = draft.values.map(([, value]) => value).filter((value) => !/=(true|false)$/.test(value)).join('\n\n');
  const drop = Object.assign(document.createElement('button'), { type: 'button', className: 'ap-button ap-button-quiet', textContent: 'Throw these words away' });
  drop.addEventListener('click', () => { forget(form); kept.remove(); drop.remove(); tell(form, 'Thrown away.'); });
  note.after(kept, drop);
}

function restore(form) {
  const draft = recall(form);
  if (!draft) return;
  if (JSON.stringify(draft.values) === JSON.stringify(valuesOf(form))) forget(form);
  else if (draft.base === (form.elements.base?.value ?? '')) {
    put(form, draft.values);
    tell(form, 'These are the words you typed last time. They are not saved yet.');
  } else besides(form, draft);
}

for (const form of document.querySelectorAll('form[data-ap-draft]')) {
  restore(form);
  form.addEventListener('input', () => remember(form));
}

/** Everything this browser keeps for the workbook: after erasing, or when somebody asks. Other windows then load again. */
function clearBrowser() {
  try {
    localStorage.setItem('ap-cleared', '1'); // so that even an empty storage tells the other windows
    localStorage.clear();
    sessionStorage.clear();
    document.querySelector('[data-ap-cleared]').textContent = 'This browser holds no drafts any more.';
  } catch {
    document.querySelector('[data-ap-cleared]').textContent = 'This browser does not let the workbook look at its storage. Clear its data for this address in the settings.';
  }
}

if (document.querySelector('[data-ap-erase]')) {
  clearBrowser();
  setTimeout(clearBrowser, 1500); // a window that was just being typed in
}
document.querySelector('[data-ap-clear]')?.addEventListener('click', clearBrowser);

document.querySelector('.ap-error-summary')?.focus();
