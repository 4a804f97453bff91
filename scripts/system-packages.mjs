/** Installs Debian packages that tests need; says what to do by hand where it cannot. */
import { spawnSync } from 'node:child_process';

/** @param {readonly string[]} missing */
export function installSystemPackages(missing) {
  if (missing.length === 0) return;
  const byHand = `install these and run again: ${missing.join(' ')}`;
  if (spawnSync('apt-get', ['--version']).status !== 0) throw new Error(`no apt-get here; ${byHand}`);
  if (process.getuid?.() !== 0) throw new Error(`not root; ${byHand} (sudo apt-get install)`);
  console.log(`installing ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...missing],
  ]) {
    const { status, stdout, stderr, error } = spawnSync('apt-get', args, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed; ${byHand}\n${error ?? ''}${stdout}${stderr}`);
  }
}
