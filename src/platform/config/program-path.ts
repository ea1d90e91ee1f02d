/** Where programs stand that come with the system, whatever the environment says. */
const USUAL_FOLDERS = '/usr/local/bin:/usr/bin:/bin';

/** Folders in which programs are looked for: those of PATH, then the usual ones. */
export function programFolders(): string[] {
  const folders = `${process.env['PATH'] ?? ''}:${USUAL_FOLDERS}`.split(':');
  return [...new Set(folders.filter((folder) => folder.startsWith('/')))];
}
