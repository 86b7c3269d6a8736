/** ECS: clusters and services are named with letters, digits, - and _, up to 255 of them. */
const plainName = /^[A-Za-z0-9_-]{1,255}$/;

/** Whether a `cluster/service` is one that ECS gives. Any other may imitate one that it does not name. */
export const isPlainKey = (key: string): boolean => {
  const names = key.split('/');
  return names.length === 2 && names.every(name => plainName.test(name));
};

/** What is odd about a name, as a part of a sentence: "its character 3 is U+043E"; undefined where nothing is. */
export function oddityOf(name: string): string | undefined {
  const characters = [...name];
  const index = characters.findIndex(character => !/[A-Za-z0-9_/-]/.test(character));
  if (index === -1)
    return isPlainKey(name) || plainName.test(name) ? undefined : 'it is empty, too long, or has a / too many';
  const code = characters[index]?.codePointAt(0) ?? 0;
  return `its character ${index + 1} is U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What can be typed on any keyboard, and read in one way only. Nothing else is asked for as an answer. */
export const isTypeable = (phrase: string): boolean => /^[!-~]+(?: [!-~]+)*$/.test(phrase);
