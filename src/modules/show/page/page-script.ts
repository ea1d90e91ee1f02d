/**
 * What the page of a show does in the browser. It builds no markup: text goes in as text. It is a constant,
 * so that the Content-Security-Policy can name its hash.
 */
export const SCRIPT = `'use strict';
(() => {
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const byId = (id) => document.getElementById(id);

  const clock = (s) => {
    const all = Math.max(0, Math.floor(s));
    const pad = (n) => String(n).padStart(2, '0');
    const hours = Math.floor(all / 3600);
    const minutes = Math.floor(all / 60) % 60;
    return hours ? hours + ':' + pad(minutes) + ':' + pad(all % 60) : minutes + ':' + pad(all % 60);
  };

  const play = (audio, seek) => {
    const total = () => (Number.isFinite(audio.duration) ? audio.duration : facts.durationS) || 0;
    const heard = seek && seek.querySelector('.heard');
    const buttons = [...document.querySelectorAll('.chapters button')];
    const lines = [...document.querySelectorAll('.line[data-from]')];
    let waiting = null;
    const go = (seconds) => {
      const to = Math.min(Math.max(0, seconds), total());
      // Before the length is known a browser forgets where it was sent.
      if (audio.readyState === 0) {
        waiting = to;
        audio.load();
      } else audio.currentTime = to;
      show(to);
    };
    const show = (at) => {
      const share = total() ? Math.min(1, at / total()) : 0;
      if (heard) heard.style.clipPath = 'inset(0 ' + (100 - share * 100).toFixed(2) + '% 0 0)';
      if (seek) {
        seek.setAttribute('aria-valuenow', String(Math.floor(at)));
        seek.setAttribute('aria-valuetext', clock(at) + ' of ' + clock(total()));
      }
      const current = buttons.filter((b) => Number(b.dataset.start) <= at + 0.05).pop();
      for (const b of buttons) {
        if (b === current) b.setAttribute('aria-current', 'true');
        else b.removeAttribute('aria-current');
      }
      for (const line of lines)
        line.classList.toggle(
          'now',
          !audio.paused && at >= Number(line.dataset.from) && at < Number(line.dataset.to),
        );
    };
    audio.addEventListener('loadedmetadata', () => {
      if (waiting !== null) audio.currentTime = waiting;
      waiting = null;
    });
    for (const name of ['timeupdate', 'seeking', 'play', 'pause', 'ended'])
      audio.addEventListener(name, () => show(waiting === null ? audio.currentTime : waiting));
    for (const button of document.querySelectorAll('button[data-start]'))
      button.addEventListener('click', () => {
        go(Number(button.dataset.start));
        audio.play().catch(() => {});
      });
    if (!seek) return;
    const at = (event) => {
      const box = seek.getBoundingClientRect();
      return (Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) || 0) * total();
    };
    seek.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      seek.setPointerCapture(event.pointerId);
      go(at(event));
    });
    seek.addEventListener('pointermove', (event) => {
      if (seek.hasPointerCapture(event.pointerId)) go(at(event));
    });
    const keys = {
      ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 30, PageDown: -30,
    };
    seek.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in keys) go(audio.currentTime + keys[event.key]);
      else if (event.key === 'Home') go(0);
      else if (event.key === 'End') go(total());
      else if (event.key === ' ') {
        if (audio.paused) audio.play().catch(() => {});
        else audio.pause();
      } else return;
      event.preventDefault();
    });
    show(0);
  };

  const follow = (address) => {
    const stream = new EventSource(address);
    // Events are told again from the first, those of a try that failed as well: only the record decides.
    const reloadIfOver = async () => {
      const answer = await window.fetch(facts.self).catch(() => null);
      const { status } = answer && answer.ok ? await answer.json() : {};
      const isOver = ['completed', 'failed', 'cancelled'].includes(status);
      if (isOver) location.reload();
      return isOver;
    };
    const take = (event) => {
      const { stage, state, wall_ms: wallMs, percent, sentence, status } = JSON.parse(event.data);
      if (typeof sentence === 'string') byId('sentence').textContent = sentence;
      if (typeof percent === 'number') {
        byId('percent').value = percent;
        byId('percent-text').textContent = Math.round(percent) + ' %';
      }
      if (typeof status === 'string') {
        const shown = document.querySelector('.status');
        shown.dataset.status = status;
        const text = status.replaceAll('_', ' ');
        shown.textContent = text.charAt(0).toUpperCase() + text.slice(1);
      }
      if (stage) mark(stage, state, wallMs);
      if (['completed', 'failed', 'cancelled'].includes(status)) void reloadIfOver();
    };
    for (const name of ['progress', 'stage', 'status']) stream.addEventListener(name, take);
    stream.addEventListener('error', () => {
      stream.close();
      setTimeout(async () => {
        if (!(await reloadIfOver())) follow(address);
      }, 2000);
    });
  };

  const mark = (stage, state, wallMs) => {
    const row = document.querySelector('#stages [data-stage="' + CSS.escape(stage) + '"]');
    if (!row || row.dataset.state === 'done') return;
    row.dataset.state = state || 'running';
    row.querySelector('.stage-time').textContent =
      typeof wallMs === 'number' ? (wallMs / 1000).toFixed(2) + ' s' : row.dataset.state;
  };

  // The server says times in UTC; here they are said as this reader's clock does.
  for (const time of document.querySelectorAll('time'))
    time.textContent = new Date(time.dateTime).toLocaleString('en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
    });

  const audio = byId('audio');
  if (audio) play(audio, byId('seek'));
  if (facts.events) follow(facts.events);
})();`;
