// What the pages of the console do in a browser; each works without it as far as it only shows something.

/** Asks the API to do what a button says, then shows the page anew or the place that the button leads to. */
const act = async (button: HTMLButtonElement): Promise<void> => {
  const { action, confirm: question, method = 'POST', body, then } = button.dataset;
  if (action === undefined || (question !== undefined && !window.confirm(question))) return;
  button.disabled = true;
  const answer = await fetch(action, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body }),
  });
  const said = (await answer.json()) as { id?: number; message?: string };
  if (answer.ok) {
    // What the API tells of at an address, the console shows under the same path.
    const place =
      then?.replace('{id}', String(said.id)) ?? answer.headers.get('location')?.replace(/^\/api/, '');
    if (place === undefined) window.location.reload();
    else window.location.assign(place);
    return;
  }
  window.alert(said.message);
  button.disabled = false;
};

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('button[data-action]');
  if (button !== null) void act(button);
});

/** Parts of a page that change by themselves are read again, from the same page, while they say so. */
const refresh = async (): Promise<void> => {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-refresh]')];
  if (parts.length === 0) return;
  // A server that is started again is there at the next turn.
  const answer = await fetch(window.location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh !== null) part.replaceWith(fresh);
    }
  }
  schedule();
};

const schedule = (): void => {
  const seconds = Number(document.querySelector<HTMLElement>('[data-refresh]')?.dataset.refresh);
  if (seconds > 0) window.setTimeout(() => void refresh(), seconds * 1000);
};

schedule();

export {};
