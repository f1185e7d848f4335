// The page of questions in SQL: Ctrl-Enter runs the statement, and the views are found by a part of what they say.

const statement = document.querySelector<HTMLTextAreaElement>('textarea[name="statement"]');
statement?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  statement.form?.requestSubmit();
});

const filter = document.querySelector<HTMLInputElement>('input[data-filter]');
const views = [...document.querySelectorAll<HTMLDetailsElement>('.views details')];

const narrow = (letters: string): void => {
  for (const view of views) view.hidden = !view.textContent.toLowerCase().includes(letters);
};

if (filter !== null) {
  filter.hidden = false;
  filter.addEventListener('input', () => narrow(filter.value.trim().toLowerCase()));
}

export {};
