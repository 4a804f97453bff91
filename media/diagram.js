/** The page of the diagram: zoom with the wheel, move by dragging, search, save. */
(() => {
  const editor = acquireVsCodeApi();
  const stage = document.getElementById('stage');
  const drawing = stage.querySelector('svg');
  const search = document.getElementById('search');
  const natural = { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
  let scale = 1;

  function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
    const next = Math.min(4, Math.max(0.05, scale * factor));
    const ratio = next / scale;
    const left = (stage.scrollLeft + x) * ratio - x;
    const top = (stage.scrollTop + y) * ratio - y;
    scale = next;
    drawing.setAttribute('width', String(natural.width * scale));
    drawing.setAttribute('height', String(natural.height * scale));
    stage.scrollTo(left, top);
  }

  function fitAll() {
    const wanted = Math.min(stage.clientWidth / natural.width, stage.clientHeight / natural.height, 1);
    zoom(wanted / scale, 0, 0);
  }

  function find() {
    const words = search.value.trim().toLowerCase();
    const isFound = (name) => words === '' || name.includes(words);
    let first;
    for (const table of drawing.querySelectorAll('.table')) {
      table.classList.toggle('faded', !isFound(table.dataset.name));
      if (isFound(table.dataset.name) && words !== '') first ??= table;
    }
    for (const { classList, dataset } of drawing.querySelectorAll('.reference')) {
      classList.toggle('faded', !isFound(dataset.from) && !isFound(dataset.to));
    }
    // Who looks for a table wants to read it.
    if (first !== undefined && scale < 1) zoom(1 / scale);
    first?.scrollIntoView({ block: 'center', inline: 'center' });
  }

  stage.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.offsetX, event.offsetY);
  });
  stage.addEventListener('pointermove', (event) => {
    if (event.buttons === 1) stage.scrollBy(-event.movementX, -event.movementY);
  });
  search.addEventListener('input', find);
  document.getElementById('in').addEventListener('click', () => zoom(1.25));
  document.getElementById('out').addEventListener('click', () => zoom(0.8));
  document.getElementById('fit').addEventListener('click', fitAll);
  document.getElementById('save').addEventListener('click', () => editor.postMessage('save'));
  fitAll();
})();
