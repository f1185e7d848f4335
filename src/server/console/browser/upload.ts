// Sends files to be ingested, one after the other, and shows how far it is.

const form = document.querySelector<HTMLFormElement>('#upload')!;
const list = document.querySelector<HTMLOListElement>('#uploads')!;
const most = Number(form.dataset.most);

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;

/** A line of the list: what is sent, how far it is, and what became of it. */
const lineOf = (file: File) => {
  const line = document.createElement('li');
  const name = document.createElement('strong');
  const bar = document.createElement('progress');
  const said = document.createElement('span');
  const stop = document.createElement('button');
  name.textContent = file.name;
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute('aria-label', `${file.name}: sent`);
  said.textContent = 'waits for those before it';
  stop.type = 'button';
  stop.textContent = 'Stop';
  line.append(name, bar, said, stop);
  list.append(line);
  return { line, bar, said, stop };
};

type Line = ReturnType<typeof lineOf>;

interface Answer {
  readonly id: number;
  readonly pages: number;
  readonly message?: string;
}

const answerOf = (text: string): Partial<Answer> => {
  try {
    return JSON.parse(text) as Partial<Answer>;
  } catch {
    return {};
  }
};

const linkTo = (run: number, pages: number): HTMLAnchorElement => {
  const link = document.createElement('a');
  link.href = `/runs/${run}`;
  link.textContent = `run ${run}, ${pages} ${pages === 1 ? 'page' : 'pages'}`;
  return link;
};

/** Sends a file; the number of its run, null when it was not taken. */
const send = (file: File, priority: string, { line, bar, said, stop }: Line): Promise<number | null> =>
  new Promise((resolve) => {
    const end = (run: number | null, what: string | Node): void => {
      bar.remove();
      stop.remove();
      line.className = run === null ? 'bad' : 'good';
      said.replaceChildren(what);
      resolve(run);
    };
    if (file.size > most) return end(null, `is larger than ${sizeOf(most)}: winnow serve --max-upload`);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => {
      bar.value = Math.min(loaded, bar.max);
      said.textContent =
        loaded < file.size ? `${sizeOf(loaded)} of ${sizeOf(file.size)}` : 'sent, the rest is being stored';
    };
    request.onload = () => {
      const { id, pages = 0, message } = answerOf(request.responseText);
      if (request.status === 202 && id !== undefined) end(id, linkTo(id, pages));
      else end(null, message?.replace(/^wrong use: /, '') ?? `was not taken (${request.status})`);
    };
    request.onerror = () => end(null, 'the connection broke; what had come is kept, and can be sent again');
    request.onabort = () => end(null, 'stopped; what had come is kept');
    stop.onclick = () => request.abort();
    said.textContent = 'is sent';
    request.open('POST', `/api/ingest?${new URLSearchParams({ name: file.name, priority })}`);
    request.send(file);
  });

const keepOpen = (event: BeforeUnloadEvent): void => event.preventDefault();

/** What is still to be sent. */
let sending = Promise.resolve();

const sendAll = (files: readonly File[]): void => {
  const priority = form.querySelector('select')!.value;
  const lines = files.map(lineOf);
  sending = sending.then(async () => {
    window.addEventListener('beforeunload', keepOpen);
    const runs: (number | null)[] = [];
    for (const [index, file] of files.entries()) runs.push(await send(file, priority, lines[index]!));
    window.removeEventListener('beforeunload', keepOpen);
    if (list.children.length === 1 && runs[0] !== null) window.location.href = `/runs/${runs[0]}`;
  });
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  sendAll([...(form.querySelector<HTMLInputElement>('input[type=file]')!.files ?? [])]);
  form.reset();
});

// Dropped beside the form they would be opened instead of the page.
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  form.classList.add('over');
});
document.addEventListener('dragleave', () => form.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  form.classList.remove('over');
  sendAll([...(event.dataTransfer?.files ?? [])]);
});

export {};
