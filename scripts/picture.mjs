// Draws the real dashboard for the README: runs the built program on the simulated AWS in a pseudo-terminal, reads the
// screen back through a terminal emulator, and writes it as SVG. After 85 s the demo's campaign has been answered by
// auto-scaling. Usage: node scripts/picture.mjs [columns] [rows] [file] [seconds] [keys, ~ for Enter]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const [columns = '120', rows = '40', file = 'docs/pictures/dashboard.svg', seconds = '85', keys = ''] =
  process.argv.slice(2);
const cols = Number(columns);
const lines = Number(rows);
const program = fileURLToPath(new URL('../dist/headroom.js', import.meta.url));

const emulator = new xterm.Terminal({ cols, rows: lines, allowProposedApi: true });
const pty = spawn(process.execPath, [program, 'demo', '--seed', '7'], {
  cols,
  rows: lines,
  name: 'xterm-256color',
  env: {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LANG: 'C.UTF-8',
  },
});
pty.onData(data => emulator.write(data));
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
await pause(Number(seconds) * 1000);
for (const key of keys) {
  pty.write(key === '~' ? '\r' : key);
  await pause(700);
}

// The sixteen colours that a terminal has names for, on a dark background.
const palette = [
  '#1c2128',
  '#f47067',
  '#8ddb8c',
  '#f0c674',
  '#6cb6ff',
  '#dcbdfb',
  '#76e3ea',
  '#c5cdd8',
  '#768390',
  '#ff938a',
  '#b4f1b4',
  '#f7df9c',
  '#96d0ff',
  '#eedcff',
  '#b3f0ff',
  '#ffffff',
];
const colour = (mode, value, fallback) => {
  if (mode === 'rgb') return `#${value.toString(16).padStart(6, '0')}`;
  if (mode !== 'palette') return fallback;
  if (value < 16) return palette[value];
  if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const level = step => [0, 95, 135, 175, 215, 255][step];
  const index = value - 16;
  return `rgb(${level(Math.floor(index / 36))},${level(Math.floor(index / 6) % 6)},${level(index % 6)})`;
};
const modeOf = (isRgb, isPalette) => (isRgb ? 'rgb' : isPalette ? 'palette' : 'default');
const escapeXml = text => text.replace(/[&<>]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter]);

const cell = { width: 8.4, height: 18 };
const margin = 14;
const foreground = '#c5cdd8';
const background = '#1c2128';
const parts = [];
for (let y = 0; y < lines; y += 1) {
  const line = emulator.buffer.active.getLine(emulator.buffer.active.baseY + y);
  for (let x = 0; x < cols; ) {
    const styleOf = at => {
      const c = line.getCell(at);
      const fg = colour(modeOf(c.isFgRGB(), c.isFgPalette()), c.getFgColor(), foreground);
      const bg = colour(modeOf(c.isBgRGB(), c.isBgPalette()), c.getBgColor(), background);
      const [ink, paper] = c.isInverse() ? [bg, fg] : [fg, bg];
      return { ink, paper, bold: c.isBold() !== 0, dim: c.isDim() !== 0, underline: c.isUnderline() !== 0 };
    };
    const style = styleOf(x);
    let text = '';
    let end = x;
    while (end < cols && JSON.stringify(styleOf(end)) === JSON.stringify(style)) {
      text += line.getCell(end).getChars() || (line.getCell(end).getWidth() === 0 ? '' : ' ');
      end += 1;
    }
    const left = margin + x * cell.width;
    const top = margin + y * cell.height;
    if (style.paper !== background) {
      parts.push(
        `<rect x="${left.toFixed(1)}" y="${top}" width="${((end - x) * cell.width).toFixed(1)}" height="${cell.height}" fill="${style.paper}"/>`,
      );
    }
    // Every word gets its own place and width, so that columns stay aligned whatever font the reader's renderer finds.
    for (const { 0: word, index } of text.matchAll(/[^ ]+/gu)) {
      const attributes = [
        `x="${(left + index * cell.width).toFixed(1)}"`,
        `y="${top + 13.5}"`,
        `textLength="${(word.length * cell.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs"`,
        ...(style.ink === foreground ? [] : [`fill="${style.ink}"`]),
        ...(style.bold ? ['font-weight="bold"'] : []),
        ...(style.dim ? ['opacity="0.6"'] : []),
        ...(style.underline ? ['text-decoration="underline"'] : []),
      ];
      parts.push(`<text ${attributes.join(' ')}>${escapeXml(word)}</text>`);
    }
    x = end;
  }
}
const width = Math.ceil(cols * cell.width + 2 * margin);
const height = Math.ceil(lines * cell.height + 2 * margin);
writeFileSync(
  file,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${foreground}"><title>The headroom dashboard in a terminal</title><rect width="100%" height="100%" rx="8" fill="${background}"/>\n${parts.join('\n')}\n</svg>\n`,
);
pty.write('q');
pty.kill();
process.exit(0);
