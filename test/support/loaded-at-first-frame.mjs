// Loaded before the program: writes down which files and which of Node's own modules there are when the first frame is
// drawn, into the file that LOADED_AT_FIRST_FRAME names.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** @type {string[]} */
const files = [];
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files.push(url);
    return next(url, context);
  },
});

const { stdout } = process;
const write = stdout.write.bind(stdout);
// What is put over it later ends here.
stdout.write = (/** @type {any[]} */ ...given) => {
  // The renderer marks its frames; what is drawn before them is not one.
  if (String(given[0]).startsWith('\u001b[?2026h')) {
    stdout.write = write;
    const modules = Reflect.get(process, 'moduleLoadList');
    writeFileSync(process.env['LOADED_AT_FIRST_FRAME'] ?? '', JSON.stringify({ files, modules }));
  }
  return write(.../** @type {[string]} */ (given));
};
